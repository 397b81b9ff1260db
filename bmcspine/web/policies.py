"""What browsers may do with our pages; sent with every response."""

from bmcspine.web.csp import CSP

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

SWITCHED_OFF = """
    accelerometer autoplay browsing-topics camera display-capture encrypted-media fullscreen
    gamepad geolocation gyroscope hid identity-credentials-get idle-detection interest-cohort
    keyboard-map local-fonts magnetometer microphone midi otp-credentials payment
    picture-in-picture publickey-credentials-create publickey-credentials-get
    screen-wake-lock serial storage-access usb window-management xr-spatial-tracking
"""

PERMISSIONS_POLICY: dict[str, list[str]] = {feature: [] for feature in SWITCHED_OFF.split()}
"""No page of ours needs a feature of the device, and nobody may lend one to a page of ours."""

FIXED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Django's middlewares set the first four too, but not on what they refuse themselves."""

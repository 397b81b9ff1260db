"""Why an upload is refused, in words that say what to do."""

import re

MOST_BYTES = 15_000_000
MOST_PIXELS = 40_000_000

AS_JPEG = "Open it in a program for pictures, save it as JPEG, and upload that."

LOOKED_AT_BYTES = 1000

TAKEN = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF....WEBP", re.DOTALL)
"""How JPEG, PNG and WebP begin. The file's name plays no part: it may say anything."""

OTHERS = (
    (rb"GIF8[79]a", "a GIF"),
    (rb"II\*\0|MM\0\*", "a TIFF"),
    (rb"BM", "a Windows bitmap"),
    (rb"%PDF-", "a PDF"),
    (rb"8BPS", "a Photoshop file"),
    (rb"....ftyp(?:hei[cfmsx]|hev[cmsx]|mif1|msf1)", "a HEIC, the format of some phones"),
    (rb"....ftypavi[fs]", "an AVIF"),
    (rb"....ftyp", "a film"),
    (rb"(?i)(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>|<!--.*?-->|<!doctype svg[^>]*>|\s)*<svg", "an SVG"),
    (rb"(?i)(?:\xef\xbb\xbf)?\s*<", "a web page"),
)
"""How files begin that people take for pictures that they can upload."""

TOO_BIG = (
    "This file is larger than 15 MB. Make the picture smaller: 2,400 pixels wide is plenty. Then "
    "upload it again."
)

DECODER_WORDS = {
    "too_many_pixels": "This picture has more than 40 million pixels. Make it smaller: 2,400 "
    "pixels wide is plenty. Then upload it again.",
    "too_long": "One side of this picture is longer than 12,000 pixels. Make it smaller: 2,400 "
    "pixels wide is plenty. Then upload it again.",
    "animated": "This picture moves. Save the one moment that matters as JPEG, and upload that.",
    "damaged": "This file is damaged or was cut off on its way. Copy it again from where it "
    f"came from. If that does not help: {AS_JPEG[0].lower()}{AS_JPEG[1:]}",
    "too_much": f"This file takes too much work to open. {AS_JPEG}",
}
"""What the decoder's one word means; see decoder.py."""


def words_for(data: bytes) -> str:
    """Return why this file cannot be a JPEG, PNG or WebP, or nothing if it may be one."""
    if TAKEN.match(data):
        return ""
    if not data:
        return "This file is empty. Copy it again from where it came from."
    for start, name in OTHERS:
        if re.match(start, data[:LOOKED_AT_BYTES], re.DOTALL):
            return f"This is {name}, whatever its name says. {AS_JPEG}"
    return f"This is not a JPEG, PNG or WebP, whatever its name says. {AS_JPEG}"

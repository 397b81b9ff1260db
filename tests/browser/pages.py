"""The pages that every browser test visits: one of each type, and each type that is ours."""

MAIN_PAGE = "/procedures/vertebroplasty-and-kyphoplasty/"
DECISION = "/procedures/is-this-for-me/"
NUMBERS = "/procedures/how-sure-are-we/"
STORY = "/stories/a-fall-and-a-broken-t12/"
SPINE, BONE, REGION = "/spine/", "/spine/t12/", "/spine/lower-back/"
PREPARING = "/procedures/preparing-and-going-home/"
SHEET, COVER_SHEET = "/referral/sheet/", "/referral/cover-sheet/"
CALLBACK, THANKS = "/contact/callback/", "/contact/callback/thanks/K7QM-2XDP/"
DOCTOR = "/contact/thanh-nguyen/"
DOCTOR_CARD = f"{DOCTOR}card/"
NOT_FOUND = "/procedures/no-such-page/"
ADMIN_LOGIN = "/admin/login/"

CONTENT_PAGES = [
    "/",
    "/procedures/",
    MAIN_PAGE,
    PREPARING,
    DECISION,
    NUMBERS,
    "/referral/",
    SHEET,
    COVER_SHEET,
    "/glossary/",
    "/evidence/",
    SPINE,
    BONE,
    REGION,
    "/stories/",
    STORY,
    "/contact/",
    CALLBACK,
    THANKS,
    DOCTOR,
    DOCTOR_CARD,
    "/notices/",
    "/about/",
    "/privacy/",
    "/accessibility/",
]
"""What readers find by links."""

PUBLIC_PAGES = [*CONTENT_PAGES, NOT_FOUND]
"""What readers can meet: error pages are files of their own, without menu and breadcrumb."""

ALL_PAGES = [*PUBLIC_PAGES, ADMIN_LOGIN]

PHONE, PHONE_LARGE, DESK = 320, 390, 1280
WIDTHS_PX = (PHONE, PHONE_LARGE, DESK)
HEIGHT_PX = 800

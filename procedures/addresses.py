from django.urls import reverse

SHORT_ADDRESSES = {
    "referral": "procedures:referral",
    "glossary": "procedures:glossary",
    "spine": "procedures:spine",
}
"""Pages with an address of their own that is short enough to say on the phone."""


def address(slug: str) -> str:
    """Return the public path of a procedure page."""
    if slug in SHORT_ADDRESSES:
        return reverse(SHORT_ADDRESSES[slug])
    return reverse("procedures:detail", args=[slug])

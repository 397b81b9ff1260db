"""Scans of signed forms, and the form of a permission as the privacy officer fills it in."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from stories.models import Authorization
from tests.site.screens import form_data

LIST = "/admin/stories/authorization/"
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0" + bytes(40) + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40) + b"IEND\xaeB`\x82"


def scan(content=PDF, name="form.pdf", content_type="application/pdf"):
    return SimpleUploadedFile(name, content, content_type)


def change(row):
    """The address of a permission's form."""
    return f"{LIST}{row.pk}/change/"


def filled_in(client, story=None, **values):
    """A whole form as a browser sends it; without a story, for photos."""
    pk = story.pk if story else ""
    data = form_data(client.get(f"{LIST}add/?story={pk}"))
    today = timezone.localdate()
    data |= dict.fromkeys(Authorization.STATEMENTS, "on") | dict.fromkeys(
        Authorization.WORDS, "As on the form"
    )
    data |= {"covers_text": "on"} if story else {"covers_photo": "on"}
    data |= {"signed_by": "Ann Doe", "signed_on": today, "basis": "Story release, version 2"}
    data |= {"starts_on": today, "ends_on": today + timedelta(days=300)}
    data |= {"third_party_pays": "False", "paper_kept_at": "Room 7, folder 3"}
    return data | values


def record(client, story=None, **values):
    """Send a whole form; return the answer."""
    return client.post(f"{LIST}add/", filled_in(client, story, **values))


def save(client, row, **values):
    """Send the form of a stored permission back, with these changes; return the answer."""
    unchanged = form_data(client.get(change(row))) | {"third_party_pays": str(row.third_party_pays)}
    return client.post(change(row), unchanged | values)


def errors(response):
    """What the form says is wrong, by field."""
    return response.context_data["adminform"].form.errors

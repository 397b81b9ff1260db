"""What a mail to staff says: that somebody asked, when, and where to look; nothing personal."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from bmcspine.publishing.clinic_time import ZONE, written
from bmcspine.publishing.structured import absolute
from contacts.callbacks.outbox import OutboxMail
from contacts.callbacks.requests import CallbackRequest

SUBJECT = "Spine Fracture Clinic: somebody asks for a call"
"""The same for all: a subject is shown on locked screens."""

MOST_NAMED = 20
"""References of one mail; the staff's screen has all."""

TEXT = """\
Somebody asked for a call on the website.

{told}

Waiting now: {waiting}. Sign in to see whom to call:
{address}

On purpose this mail does not say who asked, or what.
"""


def mail_to_staff(mail: OutboxMail) -> EmailMessage:
    """Return the mail; a second try has the same Message-ID, so that it is known as the same."""
    text = TEXT.format(
        told="\n".join(_told(mail)),
        waiting=CallbackRequest.objects.open().count(),
        address=absolute(reverse("admin:contacts_callbackrequest_changelist")),
    )
    headers = {"Message-ID": message_id(mail), "Auto-Submitted": "auto-generated"}
    return EmailMessage(SUBJECT, text, to=settings.CALLBACK_MAIL_TO, headers=headers)


def message_id(mail: OutboxMail) -> str:
    """Return the name of this mail, which no other mail of this site ever has."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<callback-{mail.pk}.{mail.due_first:%Y%m%d%H%M%S%f}@{host}>"


def _told(mail: OutboxMail) -> list[str]:
    requests = mail.requests.filter(held_for="")
    lines = [f"{request.reference}, received {written(request.received_at)} ({ZONE})"
             for request in requests[:MOST_NAMED]]  # fmt: skip
    more, held = requests.count() - len(lines), mail.requests.exclude(held_for="").count()
    if more:
        lines.append(f"and {more} more")
    if held:
        lines.append(f"Held, for they may come from a machine: {held}")
    return lines or ["The request was settled before this mail went out."]

"""Rows for samples: made up, complete, and saved in no database."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from bmcspine.publishing.content import Content
from bmcspine.publishing.models import Document, Edition
from bmcspine.site.models import Notice
from contacts.clinicians import Treats
from contacts.models import Clinic, Clinician, ContactPoint
from contacts.openings import Opening

NUMBER = "+16175550100"
"""Set aside for examples. Source: North American Numbering Plan, 555-0100 to 555-0199."""

BEGAN = datetime(2026, 11, 2, 14, 0, tzinfo=timezone.get_default_timezone())
OPEN, CLOSED = Opening(True, "Open now, until 4:30 pm."), Opening(False, "Closed now.")


def clinic() -> Clinic:
    return Clinic(pk=1, name="Sample clinic", service="Sample service", hospital="Sample hospital")


def point(**values: object) -> ContactPoint:
    """Return a number of which everything is known, and which was called a week ago."""
    fields = {"pk": 1, "label": "Clinic desk", "audience": "everyone", "number": NUMBER}
    fields |= {"hours": "Monday to Friday, 8 am to noon and 1 pm to 4:30 pm", "fax": NUMBER}
    fields |= {"when_closed": "Ask the switchboard for the doctor on call."}
    fields |= {"secure_route": "Sample clinic, in your record system"}
    fields |= {"last_called_on": timezone.localdate() - timedelta(days=7)}
    return ContactPoint(**{"clinic": clinic()} | fields | values)


def bare_point() -> ContactPoint:
    """Return a number of which nothing else is known, and which nobody has called."""
    nothing = {"hours": "", "fax": "", "when_closed": "", "secure_route": ""}
    return point(last_called_on=None, **nothing)


def doctor(**values: object) -> Clinician:
    """Return a doctor of whom all but the face is known, at the address of a real one."""
    slug = Clinician.objects.values_list("slug", flat=True).first() or "ann-doe"
    fields = {"pk": 1, "name": "Ann Doe", "slug": slug, "credentials": "MD"}
    fields |= {"role": "Sees people whose spine bones are broken", "npi": "1234567893"}
    fields |= {"treats": [Treats.OSTEOPOROSIS, Treats.CANCER], "languages": "English, Spanish"}
    fields |= {"training": "A medical school\nA residency\nA fellowship"}
    person = Clinician(**{"clinic": clinic(), "accepts_referrals": True} | fields | values)
    person.photo_is_permitted = False
    return person


def notice(**values: object) -> Notice:
    fields = {"title": "Snow on Friday", "text": "We open at 10 am. Call before you come."}
    fields |= {"link_label": "How to get here", "link_url": "/contact/"}
    return Notice(**{"starts_at": BEGAN, "ends_at": BEGAN + timedelta(days=2)} | fields | values)


def edition(content: Content, *, state: str = "approved", read: date | None = None) -> Edition:
    """Return a public edition; `read` is the day on which a reviewer read all of it."""
    document = Document(pk=1, kind="procedure", slug="sample", title=content["title"])
    made = Edition(document=document, number=3, content=content, state=state, live_from=BEGAN)
    if read is not None:
        made.reviewed_at = timezone.make_aware(datetime.combine(read, BEGAN.time()))
        made.reviewed_by, made.reviewed_credentials = "Ann Doe", "MD"
    return made

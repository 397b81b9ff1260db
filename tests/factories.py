"""The smallest valid rows, with named traits; nothing here is shared between tests."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.utils import timezone

from bmcspine.images.models import Image
from bmcspine.publishing import reviewing, saving, workflow
from bmcspine.publishing.models import Document, Edition
from bmcspine.site.models import InformationPage, InformationSection, Notice
from bmcspine.site.roles import set_roles
from contacts.callbacks.answers import Answers
from contacts.models import CallbackRequest, Clinic, Clinician, ContactPoint, OutboxMail
from procedures.models import Card, Claim, ProcedurePage, Section, Source
from stories.models import Authorization, Scan, Story, StorySection
from stories.scan_files import NewScans

_numbers = count(1)
NUMBER = "+16175550100"
"""A number of the range that is kept free for examples."""


def member(role: str = "") -> User:
    """A member of staff with this role; without one, an administrator."""
    if not Group.objects.exists():  # a test that commits leaves an empty database behind
        set_roles()
    user = User.objects.create_user(f"user{next(_numbers)}", is_staff=True, is_superuser=not role)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def source(**values: Any) -> Source:
    return Source.objects.create(
        **{"key": f"source-{next(_numbers)}", "authors": "Nobody N", "year": 2020}
        | {"kind": Source.Kind.SURVEY}
        | values
    )


def claim(key: str = "", **values: Any) -> Claim:
    today = timezone.localdate()
    defaults = {
        "key": key or f"claim-{next(_numbers)}",
        "statement": "About 1 in 5 people say so.",
        "kind": Claim.Kind.FREQUENCY,
        "denominator": "500 people",
        "population": "adults",
        "comparison": "none",
        "certainty": Claim.Certainty.LOW,
        "checked_on": today,
        "valid_until": today + timedelta(days=365),
    }
    return Claim.objects.create(
        **defaults | {"source": values.pop("source", None) or source()} | values
    )


def procedure_page(body: str = "<p>Cement goes in.</p>", **values: Any) -> ProcedurePage:
    """An information page for patients that passes every gate."""
    slug = f"page-{next(_numbers)}"
    defaults = {"slug": slug, "title": "A page", "summary": "What it is about."}
    defaults |= {"page_kind": "information", "audience": "patients"}
    page = ProcedurePage.objects.create(**defaults | values)
    Section.objects.create(document=page, key="what", role="what", heading="What it is", body=body)
    card = {"level": "emergency", "match": "any", "items": "You cannot breathe."}
    Card.objects.create(document=page, key="now", heading="Call 911 if ANY is true", **card)
    return page


def information_page(slug: str = "about", **values: Any) -> InformationPage:
    defaults = {"slug": slug, "title": slug.title(), "summary": "About the site."}
    page = InformationPage.objects.create(**defaults | values)
    InformationSection.objects.create(document=page, key="one", heading="One", body="<p>Text.</p>")
    return page


def story(**values: Any) -> Story:
    """A story that still needs an authorization."""
    usual = values.pop("usual", None) or [claim().key]
    slug = f"story-{next(_numbers)}"
    defaults = {"slug": slug, "title": "A fall", "summary": "One bone broke.", "usual": usual}
    page = Story.objects.create(**defaults | {"levels": ["T12"]} | values)
    StorySection.objects.create(document=page, key="one", heading="A fall", body="<p>It hurt.</p>")
    return page


def authorization(story: Story | None, **values: Any) -> Authorization:
    """A patient's signed form for the text, valid today; what they saw follows in `approved`."""
    today = timezone.localdate()
    defaults = {
        "basis": "Story release, version 2",
        "paper_kept_at": "Privacy office",
        "covers_text": True,
        "description": "The fall, the treatment, how it went",
        "discloser": "The clinic",
        "recipients": "The public, on the website",
        "purpose": "To show what it was like",
        "starts_on": today - timedelta(days=1),
        "ends_on": today + timedelta(days=30),
        "signed_by": "The patient",
        "signed_on": date(2026, 1, 2),
        "third_party_pays": False,
    }
    stated = dict.fromkeys(Authorization.STATEMENTS, True)
    return Authorization.objects.create(**{"story": story} | defaults | stated | values)


def scan(authorization: Authorization) -> Scan:
    """A scan of the form, with its file."""
    form = ContentFile(b"%PDF-1.7\n%%EOF\n", "form.pdf")
    with NewScans() as new:
        return Scan.objects.add(authorization, form, by=None, into=new)


def shown_to_the_patient(edition: Edition) -> None:
    """The patient of every signed form for this story saw this edition."""
    for row in Authorization.objects.signed().filter(story=edition.document_id):
        row.seen_edition = edition
        row.save()


def image(**values: Any) -> Image:
    """A picture without a person; its files are not there."""
    defaults = {"title": "Reception", "alt": "Ask at the desk.", "source": "The clinic, 2026"}
    defaults |= {"shows_person": False, "width": 800, "height": 600, "widths": [400, 800]}
    return Image.objects.create(**defaults | values)


def saved(document: Document, by: User | None = None) -> Edition:
    """The document's working copy as its next edition, a draft."""
    document.refresh_from_db()
    edition = saving.save_edition(document, by=by, base=document.head)
    assert edition is not None
    return edition


def approved(document: Document, *, whole_page: bool = False) -> Edition:
    """The document's working copy as an edition that a clinical reviewer approved."""
    edition = saved(document, by=member("Writer"))
    shown_to_the_patient(edition)
    reviewing.submit(edition, by=edition.author)
    reviewing.approve(edition, by=member("Clinical reviewer"), whole_page=whole_page)
    return edition


def published(
    document: Document, *, at: datetime | None = None, whole_page: bool = False
) -> Edition:
    """The document's working copy as an edition that went the whole way."""
    edition = approved(document, whole_page=whole_page)
    workflow.publish(edition, by=member("Publisher"), at=at)
    return edition


def published_story(**values: Any) -> Edition:
    """A public story under a signed authorization."""
    document = story(**values)
    authorization(document, covers_name=document.shows_name)
    return published(document)


def contact_point(**values: Any) -> ContactPoint:
    clinic = Clinic.objects.first() or Clinic.objects.create(
        name="The clinic", service="The service", hospital="The hospital"
    )
    defaults = {"label": "Clinic desk", "audience": "everyone", "number": NUMBER}
    return ContactPoint.objects.create(**{"clinic": clinic} | defaults | values)


def clinician(**values: Any) -> Clinician:
    return Clinician.objects.create(
        **{"clinic": contact_point().clinic, "name": "Ann Doe"} | values
    )


def notice(**values: Any) -> Notice:
    """A notice that readers see now."""
    now = timezone.now()
    defaults = {"title": "Snow", "text": "We open late.", "starts_at": now - timedelta(hours=1)}
    return Notice.objects.create(**defaults | {"ends_at": now + timedelta(hours=1)} | values)


def answers(**values: Any) -> Answers:
    defaults = {"name": "Ann Doe", "phone": NUMBER, "extension": "", "asking": "patient"}
    defaults |= {"best_time": "any", "language": "en", "voicemail": "no", "message": ""}
    return Answers(**defaults | values)


def callback(*, held_for: str = "", mail: OutboxMail | None = None, **values: Any):
    """A sealed request for a call, without event and mail; `values` are the answers."""
    row = CallbackRequest(received_at=timezone.now(), held_for=held_for, mail=mail)
    row.seal(answers(**values).to_bytes()).save()
    return row

"""Documents in the situations that the steps of publishing meet."""

from datetime import timedelta

from django.utils import timezone

from bmcspine.publishing import corrections, reviewing, saving, workflow
from bmcspine.publishing.models import Document, Edition
from tests import factories

IN_TWO_DAYS = timedelta(days=2)

DR = {"person": "Dana Doe", "role": "Radiologist", "credentials": "MD", "note": ""}
"""How a clinician without an account signs."""


def typed(document):
    """What the form of the newest text would send back unchanged."""
    return document.only_typed(fresh(document).typed_content())


def fresh(document):
    return type(document)._default_manager.get(pk=document.pk)


def save(document, by=None, base=None, **fields):
    """Save the text with these fields of the page changed, as a writer does in the form."""
    row = fresh(document)
    return save_text(row, typed(row) | fields, by, base)


def save_text(document, text, by=None, base=None):
    base = saving.Base(fresh(document).head if base is None else base)
    return saving.save_text(document, text, by=by or factories.member("Writer"), base=base).edition


def public(document):
    return Document.objects.get(pk=document.pk).editions.live().get()


def public_text(document):
    return document.only_typed(public(document).content)


def correct(document, by=None, base=None, choices=None, **fields):
    """Correct these fields of the text that readers see."""
    start = corrections.texts_of(document).start
    return corrections.correct(
        document,
        document.only_typed(start.content) | fields,
        by=by or factories.member("Writer"),
        base=start.number if base is None else base,
        choices=choices,
    )


def with_scheduled(**fields):
    """A public page and a scheduled edition of it, whose fields are other ones."""
    page = factories.procedure_page()
    factories.published(page)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save()
    factories.published(page, at=timezone.now() + IN_TWO_DAYS)
    return page


def approve(edition):
    reviewing.approve(edition, by=factories.member("Clinical reviewer"))


def publish(edition):
    edition.refresh_from_db()
    workflow.publish(edition, by=factories.member("Publisher"))


def sent(page, **fields):
    edition = save(page, **fields)
    reviewing.submit(edition, by=edition.author)
    return edition


def invite(edition, meant_for="Dr. Doe"):
    return reviewing.invite(edition, by=factories.member("Publisher"), meant_for=meant_for)


def decide(client, link, step="approve", **said):
    shown = reviewing.asked_by(link)
    data = DR | {"step": step, "digest": shown.digest} | said
    return client.post(link.get_absolute_url(), data)


def state(edition):
    return Edition.objects.get(pk=edition.pk).state

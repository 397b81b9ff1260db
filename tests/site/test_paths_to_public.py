"""Every path on which somebody could make a text public: with a closed gate, or unapproved, none
leads there. A new path belongs into PATHS."""

import re
from contextlib import suppress
from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from bmcspine.publishing import reviewing, workflow
from bmcspine.publishing.models import Edition, Event
from tests import factories
from tests.site.seed_files import PAGE, copied_to
from tests.site.test_admin import LIST, sign_in

pytestmark = pytest.mark.django_db
FIGURE = "<p>About 1 in 5 people say so.</p>"
REFUSALS = (ValidationError, PermissionDenied, IntegrityError)


def screen(role, step, **data):
    """Press a button on the publish screen, as a person of this role."""

    def path(client, edition):
        sign_in(client, role)
        data_ = {"step": step, "edition": edition.number, f"{step}-reason": "Now."}
        data_ |= {"publish-when": "later" if "publish-at" in data else "now"} | data
        client.post(edition.document.screen("publish"), data_)

    return path


def bulk_action(role):
    """Tick the page in the list, choose the action, press Go."""

    def path(client, edition):
        sign_in(client, role)
        seen = dict(
            re.findall(r'name="(seen-\d+)" value="(\d+)"', client.get(LIST).content.decode())
        )
        ticked = {"action": "publish", "_selected_action": [edition.document_id]}
        client.post(LIST, {"select_across": 0, **ticked, **seen})

    return path


def step(take):
    """Call a function, as from the shell."""
    return lambda client, edition: take(edition)


def rows(**values):
    """Write into the table past every function."""
    return lambda client, edition: Edition.objects.filter(pk=edition.pk).update(**values)


def sql(client, edition):
    with connection.cursor() as cursor:
        values = [timezone.now(), edition.pk]
        cursor.execute("UPDATE publishing_edition SET live_from = %s WHERE id = %s", values)


def saved_row(client, edition):
    edition.live_from = timezone.now()
    edition.save(update_fields=["live_from"])


def admin_form_of_the_edition(client, edition):
    sign_in(client)
    data = {"state": "approved", "live_from_0": "2026-01-01", "live_from_1": "08:00:00"}
    client.post(f"/admin/publishing/edition/{edition.pk}/change/", data)


def event_without_a_step(client, edition):
    Event.objects.record(Event.Kind.PUBLISHED, edition=edition, content_digest=edition.digest)


NOW = timezone.now() - timedelta(minutes=1)
IN_A_WEEK = f"{timezone.localdate() + timedelta(days=7)}T08:00"
SIGNED_PATHS = {
    "screen": screen("Publisher", "publish"),
    "screen with an hour": screen("Publisher", "publish", **{"publish-at": IN_A_WEEK}),
    "screen, correction": screen("Publisher", "correct"),
    "screen of an administrator": screen("", "publish"),
    "bulk action": bulk_action("Publisher"),
    "bulk action of an administrator": bulk_action(""),
    "shell": step(lambda edition: edition.publish()),
    "workflow": step(lambda edition: workflow.publish(edition, by=None)),
    "workflow, scheduled": step(
        lambda edition: workflow.publish(edition, by=None, at=timezone.now() + timedelta(hours=1))
    ),
    "workflow of an administrator": step(
        lambda edition: workflow.publish(edition, by=factories.member())
    ),
    "row": rows(live_from=NOW),
    "row with its state": rows(live_from=NOW, state="approved"),
    "row as if unreviewed": rows(live_from=NOW, state="unreviewed"),
    "row as if in an emergency": rows(live_from=NOW, state="emergency"),
    "SQL": sql,
    "saved row": saved_row,
    "form of the edition": admin_form_of_the_edition,
    "event alone": event_without_a_step,
}
"""Paths that need an approval."""

UNSIGNED_PATHS = {
    "screen, emergency": screen("", "emergency"),
    "workflow, emergency": step(
        lambda edition: workflow.publish_in_emergency(edition, by=factories.member(), reason="Now.")
    ),
    "workflow, unreviewed": step(
        lambda edition: workflow.publish_unreviewed(edition, reason="demonstration")
    ),
}
"""Paths that go without an approval, where that is allowed; they too meet the gates."""

PATHS = SIGNED_PATHS | UNSIGNED_PATHS


def walk(path, client, edition):
    """Try the path; whether it is refused or does nothing, nothing may come of it."""
    with suppress(*REFUSALS), transaction.atomic():
        PATHS[path](client, Edition.objects.get(pk=edition.pk))


def assert_nothing_is_public(client, edition):
    client.logout()
    for at in (timezone.now(), timezone.now() + timedelta(days=400)):
        assert not Edition.objects.live(at).exists()
    assert client.get(edition.get_absolute_url()).status_code == 404


@pytest.fixture(autouse=True)
def everything_is_allowed(settings):
    """The settings under which the most could become public."""
    settings.ALLOW_UNREVIEWED_CONTENT = True


@pytest.mark.parametrize("path", PATHS)
def test_approved_text_with_a_closed_gate_never_becomes_public(client, path):
    edition = factories.approved(factories.procedure_page(body=FIGURE))
    walk(path, client, edition)
    assert_nothing_is_public(client, edition)


@pytest.mark.parametrize("path", PATHS)
def test_unapproved_text_with_a_closed_gate_never_becomes_public(client, path):
    edition = factories.saved(factories.procedure_page(body=FIGURE))
    walk(path, client, edition)
    assert_nothing_is_public(client, edition)


@pytest.mark.parametrize("path", SIGNED_PATHS)
@pytest.mark.parametrize("is_sent", [False, True])
def test_text_that_nobody_approved_never_becomes_public(client, path, is_sent):
    edition = factories.saved(factories.procedure_page())
    if is_sent:
        reviewing.submit(edition, by=None)
    walk(path, client, edition)
    assert_nothing_is_public(client, edition)


@pytest.mark.parametrize("path", [*UNSIGNED_PATHS, "screen", "bulk action", "shell", "workflow"])
def test_paths_are_real_an_open_one_makes_a_text_public(client, path):
    """Without this, a path that is misspelled above would prove nothing."""
    page = factories.procedure_page()
    edition = factories.saved(page) if path in UNSIGNED_PATHS else factories.approved(page)
    walk(path, client, edition)
    assert Edition.objects.live().get() == edition


@pytest.mark.parametrize("path", ["screen with an hour", "workflow, scheduled"])
def test_paths_to_a_later_hour_are_real(client, path):
    edition = factories.approved(factories.procedure_page())
    walk(path, client, edition)
    assert Edition.objects.scheduled(timezone.now()).get() == edition


def test_loader_makes_nothing_public_when_a_gate_is_closed(client, settings, tmp_path):
    settings.BASE_DIR = copied_to(tmp_path)
    file = tmp_path / PAGE
    file.write_text(f"{file.read_text()}\n## A section\n\nAbout 1 in 5 people say so.\n")
    with pytest.raises(CommandError, match="nothing is loaded"):
        call_command("seed_content", stdout=StringIO(), stderr=StringIO())
    assert not Edition.objects.exists()


def test_loader_makes_nothing_public_without_a_sign_off(client, settings):
    settings.ALLOW_UNREVIEWED_CONTENT = False
    call_command("seed_content", stdout=StringIO())
    assert Edition.objects.exists()
    assert not Edition.objects.live().exists()

"""Nobody vouches for their own words: not through a link, and not by confirming them later."""

import pytest
from django.core.exceptions import PermissionDenied

from bmcspine.publishing import reviewing, workflow
from bmcspine.publishing.models import ReviewLink
from bmcspine.publishing.steps import Signature
from tests import factories
from tests.publishing.situations import decide, invite, state

pytestmark = pytest.mark.django_db
ANYBODY = Signature("Pat Doe", "Radiologist", "MD")


def sent(page, by):
    edition = factories.saved(page, by=by)
    reviewing.submit(edition, by=by)
    return edition


def approve_by_link(link, edition):
    reviewing.decide_by_link(link, edition, ANYBODY, approves=True, whole_page=False, note="")


def test_writer_who_may_publish_makes_no_link_for_their_own_text():
    administrator = factories.member()
    edition = sent(factories.procedure_page(), administrator)
    with pytest.raises(PermissionDenied, match="neither wrote nor sent this"):
        reviewing.invite(edition, by=administrator, meant_for="Pat Doe")
    assert not ReviewLink.objects.exists()


def test_link_approves_nothing_that_its_maker_wrote_since():
    administrator, page = factories.member(), factories.procedure_page()
    first = sent(page, factories.member("Writer"))
    link = reviewing.invite(first, by=administrator, meant_for="Pat Doe")
    page.summary = "The administrator's own words."
    page.save()
    later = sent(page, administrator)
    with pytest.raises(PermissionDenied, match="neither wrote nor sent this"):
        approve_by_link(link, later)
    later.refresh_from_db()
    link.refresh_from_db()
    assert (later.state, link.decided_at) == ("in_review", None)


def test_link_of_another_publisher_approves():
    edition = sent(factories.procedure_page(), factories.member("Writer"))
    link = reviewing.invite(edition, by=factories.member("Publisher"), meant_for="Pat Doe")
    approve_by_link(link, edition)
    edition.refresh_from_db()
    assert edition.state == "approved"


def test_writer_does_not_confirm_their_own_public_text():
    both = factories.member("Writer")
    both.groups.add(factories.Group.objects.get(name="Clinical reviewer"))
    edition = sent(factories.procedure_page(), both)
    reviewing.approve(edition, by=factories.member("Clinical reviewer"))
    workflow.publish(edition, by=factories.member("Publisher"))
    with pytest.raises(PermissionDenied, match="you wrote or sent it"):
        reviewing.confirm(edition, by=both)
    assert not edition.events.filter(kind="reviewed").exists()


@pytest.mark.parametrize("step", ["approve", "changes"])
def test_writer_who_is_signed_in_decides_nothing_by_a_link_of_somebody_else(client, step):
    administrator = factories.member()
    edition = sent(factories.procedure_page(), administrator)
    link = invite(edition)
    client.force_login(administrator)
    shown = client.get(link.get_absolute_url()).content.decode()
    assert reviewing.NOT_YOUR_OWN in shown
    assert "Your decision" not in shown
    refused = decide(client, link, step, note="Fine.").content.decode()
    assert reviewing.NOT_YOUR_OWN in refused
    assert (state(edition), ReviewLink.objects.get().decided_at) == ("in_review", None)


def test_colleague_who_is_signed_in_may_use_the_link_that_they_got(client):
    edition = sent(factories.procedure_page(), factories.member("Writer"))
    link = invite(edition)
    client.force_login(factories.member("Clinical reviewer"))
    assert "Thank you" in decide(client, link).content.decode()
    assert state(edition) == "approved"

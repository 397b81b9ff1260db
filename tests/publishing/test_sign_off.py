"""Who may approve a text: a clinical reviewer by name, and never of their own words."""

import pytest
from django.core.exceptions import PermissionDenied

from bmcspine.publishing import reviewing
from tests import factories

pytestmark = pytest.mark.django_db


def test_writer_of_an_earlier_unapproved_draft_cannot_approve_the_later_one():
    both = factories.member("Writer")
    both.groups.add(factories.Group.objects.get(name="Clinical reviewer"))
    page = factories.procedure_page()
    factories.saved(page, by=both)
    page.summary = "Somebody else adds a comma."
    page.save()
    edition = factories.saved(page, by=factories.member("Writer"))
    reviewing.submit(edition, by=edition.author)
    with pytest.raises(PermissionDenied, match="you wrote or sent it"):
        reviewing.approve(edition, by=both)


def test_administrator_approves_nothing_unless_given_the_role_of_a_reviewer():
    edition = factories.saved(factories.procedure_page())
    reviewing.submit(edition, by=factories.member("Writer"))
    administrator = factories.member()
    with pytest.raises(PermissionDenied):
        reviewing.ask_for_changes(edition, by=administrator, note="No.")
    with pytest.raises(PermissionDenied):
        reviewing.approve(edition, by=administrator)
    administrator.groups.add(factories.Group.objects.get(name="Clinical reviewer"))
    reviewing.approve(edition, by=administrator)
    assert edition.state == "approved"


def test_reviewer_whose_account_is_closed_approves_nothing():
    edition = factories.saved(factories.procedure_page())
    reviewing.submit(edition, by=factories.member("Writer"))
    reviewer = factories.member("Clinical reviewer")
    reviewer.is_active = False
    reviewer.save()
    with pytest.raises(PermissionDenied):
        reviewing.approve(edition, by=reviewer)


def test_nobody_approves_their_own_text_administrators_included():
    administrator = factories.member("Clinical reviewer")
    administrator.is_superuser = True
    administrator.save()
    edition = factories.saved(factories.procedure_page(), by=administrator)
    reviewing.submit(edition, by=administrator)
    with pytest.raises(PermissionDenied, match="you wrote or sent it"):
        reviewing.approve(edition, by=administrator)


def test_whoever_sent_a_text_to_review_cannot_approve_it():
    both = factories.member("Writer")
    both.groups.add(factories.Group.objects.get(name="Clinical reviewer"))
    edition = factories.saved(factories.procedure_page(), by=factories.member("Writer"))
    reviewing.submit(edition, by=both)
    with pytest.raises(PermissionDenied, match="you wrote or sent it"):
        reviewing.approve(edition, by=both)

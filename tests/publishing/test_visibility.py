"""Staff see what their role allows, whatever screen asks."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser

from bmcspine.publishing.models import Document, Edition, Event
from bmcspine.publishing.staff.visible import VisibleRows
from bmcspine.publishing.visibility import VisibleQuerySet, visible
from procedures.models import Claim
from stories.models import Authorization, Story
from tests import factories

pytestmark = pytest.mark.django_db

MAY_SEE_STORIES = ["Writer", "Clinical reviewer", "Publisher", "Privacy officer", ""]


def titles(rows):
    return sorted({edition.title for edition in rows})


@pytest.fixture
def drafts():
    """An unpublished story and an unpublished page."""
    factories.saved(factories.story(title="A fall"))
    factories.saved(factories.procedure_page(title="A page"))


@pytest.mark.usefixtures("drafts")
@pytest.mark.parametrize("role", MAY_SEE_STORIES)
def test_stories_are_seen_by_those_who_work_on_them(role):
    user = factories.member(role)
    assert Story.objects.visible_to(user).count() == 1
    assert "A fall" in titles(Edition.objects.visible_to(user))


@pytest.mark.usefixtures("drafts")
def test_front_desk_sees_no_draft_and_no_event_about_one():
    user = factories.member("Front desk")
    assert not Story.objects.visible_to(user)
    assert not Document.objects.visible_to(user)
    assert not Edition.objects.visible_to(user)
    assert not Event.objects.visible_to(user)


@pytest.mark.usefixtures("drafts")
def test_privacy_officer_sees_stories_and_nothing_of_other_pages():
    user = factories.member("Privacy officer")
    assert titles(Edition.objects.visible_to(user)) == ["A fall"]
    assert [document.title for document in Document.objects.visible_to(user)] == ["A fall"]
    assert {event.document.title for event in Event.objects.visible_to(user)} == {"A fall"}


def test_event_is_seen_only_by_those_who_may_see_the_row_it_is_about():
    permission = factories.authorization(factories.story())
    permission.revoke(by=None, reason="The patient asked.")
    assert Event.objects.visible_to(factories.member("Privacy officer")).count() == 1
    assert Event.objects.visible_to(factories.member("Writer")).count() == 0


def test_nobody_and_closed_accounts_see_nothing():
    factories.claim()
    closed = factories.member()
    closed.is_active = False
    for user in (AnonymousUser(), closed):
        assert not visible(Claim.objects.all(), user)
        assert not visible(Authorization.objects.all(), user)


def test_rows_of_other_packages_are_asked_for_in_the_same_way():
    assert not visible(factories.User.objects.all(), factories.member("Writer"))
    assert visible(factories.User.objects.all(), factories.member())


def ours():
    packages = ("bmcspine", "procedures", "stories", "contacts")
    return [(model, screen) for model, screen in admin.site._registry.items()
            if model.__module__.startswith(packages)]  # fmt: skip


@pytest.mark.parametrize(
    ("model", "screen"), ours(), ids=lambda value: getattr(value, "__name__", "")
)
def test_every_screen_asks_who_is_looking(model, screen):
    assert isinstance(screen, VisibleRows), f"{type(screen).__name__}: put VisibleRows first"
    for inline in screen.inlines:
        assert issubclass(inline, VisibleRows), f"{inline.__name__}: put VisibleRows first"


@pytest.mark.parametrize("model", [model for model, _ in ours()], ids=lambda model: model.__name__)
def test_every_model_that_staff_see_can_be_asked_who_sees_it(model):
    assert isinstance(model._default_manager.all(), VisibleQuerySet)

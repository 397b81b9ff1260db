"""Every plain row in the admin: deleted as it was shown, recorded once, one kind of form."""

import pytest
from django.contrib import admin

from bmcspine.publishing.models import Event
from bmcspine.publishing.rows import Row
from bmcspine.publishing.staff.row_forms import RowForm
from bmcspine.publishing.staff.rows import RecordingAdmin
from bmcspine.site.models import Notice
from tests import factories
from tests.site.screens import HIDDEN, form_data, sign_in

pytestmark = pytest.mark.django_db
NOTICES = "/admin/site/notice/"


def asked(client, notice):
    """What a browser would send back from the page that asks whether to delete."""
    html = client.get(f"{NOTICES}{notice.pk}/delete/").content.decode()
    return {"post": "yes"} | dict(HIDDEN.findall(html))


def test_row_that_changed_since_the_question_is_not_deleted(client):
    notice = factories.notice()
    sign_in(client)
    answer = asked(client, notice)
    notice.text = "We open at noon."
    notice.save()
    response = client.post(f"{NOTICES}{notice.pk}/delete/", answer, follow=True)
    assert "It was changed since" in response.content.decode()
    assert Notice.objects.exists()


def test_deletion_without_the_question_is_refused(client):
    notice = factories.notice()
    sign_in(client)
    client.post(f"{NOTICES}{notice.pk}/delete/", {"post": "yes"})
    assert Notice.objects.exists()


def test_deleted_row_is_recorded_with_its_name(client):
    notice = factories.notice()
    member = sign_in(client)
    assert client.post(f"{NOTICES}{notice.pk}/delete/", asked(client, notice)).status_code == 302
    event = Event.objects.get(kind="deleted")
    assert (event.actor, event.note) == (member, "Snow")
    assert event.subject == f"site.notice/{notice.pk}"


def test_nothing_is_deleted_in_bulk(client):
    factories.notice()
    sign_in(client)
    assert "delete_selected" not in client.get(NOTICES).content.decode()


def test_history_tells_who_changed_which_fields(client):
    notice = factories.notice()
    member = sign_in(client, "Writer")
    address = f"{NOTICES}{notice.pk}/change/"
    client.post(address, form_data(client.get(address)) | {"text": "We open at noon."})
    html = client.get(f"{NOTICES}{notice.pk}/history/").content.decode()
    assert member.get_username() in html
    assert "<td>text</td>" in html


def test_history_of_a_row_that_nobody_has_is_not_found(client):
    sign_in(client)
    assert client.get(f"{NOTICES}999/history/").status_code == 404


EDITED = [
    model
    for model in admin.site._registry
    if issubclass(model, Row) and "change" in model._meta.default_permissions
]


@pytest.mark.parametrize("model", EDITED)
def test_every_row_is_edited_in_a_form_that_combines(model, rf):
    screen = admin.site._registry[model]
    request = rf.get("/")
    request.user = factories.member()
    assert isinstance(screen, RecordingAdmin)
    assert issubclass(screen.get_form(request), RowForm)

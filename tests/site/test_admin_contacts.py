"""Numbers that are called, notices that end, and accounts whose changes are on record."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bmcspine.publishing.models import Event
from bmcspine.site.models import Notice
from contacts.models import Clinic, ContactPoint
from tests import factories
from tests.site.screens import HIDDEN, form_data, sign_in

pytestmark = pytest.mark.django_db
POINTS = "/admin/contacts/contactpoint/"
NOTICES = "/admin/site/notice/"


def call(client, point):
    html = client.get(f"{POINTS}{point.pk}/change/").content.decode()
    return client.post(f"{POINTS}{point.pk}/confirm/", dict(HIDDEN.findall(html)), follow=True)


def test_one_press_records_that_the_number_was_called(client):
    point = factories.contact_point()
    member = sign_in(client, "Front desk")
    assert "was called today and is right" in call(client, point).content.decode()
    point.refresh_from_db()
    assert point.last_called_on == timezone.localdate()
    assert point.last_called_by == member.get_username()
    assert Event.objects.about(point).get().actor == member
    assert "Called today:" not in client.get(f"{POINTS}{point.pk}/change/").content.decode()


def test_call_to_a_number_that_was_changed_meanwhile_is_not_recorded(client):
    point = factories.contact_point()
    sign_in(client, "Front desk")
    html = client.get(f"{POINTS}{point.pk}/change/").content.decode()
    point.number = "+16175550199"
    point.save()
    client.post(f"{POINTS}{point.pk}/confirm/", dict(HIDDEN.findall(html)))
    assert ContactPoint.objects.get().last_called_on is None


def test_who_may_only_look_at_a_number_cannot_record_a_call(client):
    point = factories.contact_point()
    sign_in(client, "Writer")
    assert "Called today:" not in client.get(f"{POINTS}{point.pk}/change/").content.decode()
    assert client.post(f"{POINTS}{point.pk}/confirm/", {}).status_code == 403


def test_numbers_that_nobody_called_for_long_are_marked_and_can_be_filtered(client):
    today = timezone.localdate()
    factories.contact_point(label="Never")
    factories.contact_point(label="Long ago", last_called_on=today - timedelta(days=90))
    factories.contact_point(label="Lately", last_called_on=today - timedelta(days=89))
    sign_in(client, "Front desk")
    listed = client.get(f"{POINTS}?called=not")
    assert {point.label for point in listed.context["cl"].queryset} == {"Never", "Long ago"}
    assert '<span class="tag" data-level="late">never</span>' in listed.content.decode()
    lately = client.get(f"{POINTS}?called=lately").context["cl"].queryset
    assert {point.label for point in lately} == {"Lately"}


@pytest.mark.parametrize(("days", "is_saved"), [(0, True), (1, False)])
def test_number_was_called_on_no_day_that_is_still_to_come(client, days, is_saved):
    point = factories.contact_point()
    sign_in(client, "Front desk")
    day = timezone.localdate() + timedelta(days=days)
    address = f"{POINTS}{point.pk}/change/"
    client.post(address, form_data(client.get(address)) | {"last_called_on": str(day)})
    assert ContactPoint.objects.get().last_called_on == (day if is_saved else None)


def test_there_is_one_clinic(client):
    factories.contact_point()
    sign_in(client)
    response = client.get("/admin/contacts/clinic/add/")
    assert response.url == f"/admin/contacts/clinic/{Clinic.objects.get().pk}/change/"
    new = form_data(client.get(f"{POINTS}add/"))
    assert new["clinic"] == Clinic.objects.get().pk


def test_clinic_is_not_deleted_with_its_numbers(client):
    point = factories.contact_point()
    sign_in(client)
    address = f"/admin/contacts/clinic/{point.clinic_id}/delete/"
    assert "cannot be deleted while it is in use" in client.get(address).content.decode()


def test_new_notice_is_offered_an_end(client):
    sign_in(client, "Publisher")
    form = client.get(f"{NOTICES}add/").context_data["adminform"].form
    end, start = form["ends_at"].value(), form["starts_at"].value()
    assert (end.date() - start.date(), end.hour) == (timedelta(days=7), 17)


def test_notice_without_an_end_is_refused(client):
    sign_in(client, "Publisher")
    new = form_data(client.get(f"{NOTICES}add/"))
    response = client.post(f"{NOTICES}add/", new | {"title": "Ice", "text": "x", "ends_at": ""})
    assert "ends_at" in response.context_data["adminform"].form.errors


@pytest.mark.parametrize(
    ("link", "is_saved"),
    [
        ("/contct/", False),
        ("/procedures/nope/", False),
        ("/contact/x/y/", False),
        ("/contact/#call", True),
        ("/contact/ann-doe/", True),
        ("/procedures/?from=notice", True),
        ("/referral/sheet/", True),
        ("https://www.bmc.org/", True),
    ],
)
def test_notice_leads_to_no_page_of_the_site_that_is_not_there(client, link, is_saved):
    factories.notice()
    sign_in(client, "Publisher")
    address = f"{NOTICES}{Notice.objects.get().pk}/change/"
    said = {"link_label": "How to reach us", "link_url": link}
    client.post(address, form_data(client.get(address)) | said)
    assert (Notice.objects.get().link_url == link) is is_saved


def test_notice_leads_to_a_page_as_long_as_readers_find_it(client):
    page = factories.procedure_page()
    factories.published(page)
    sign_in(client, "Publisher")
    new = {"title": "Ice", "text": "x", "link_label": "Read", "link_url": page.get_absolute_url()}
    client.post(f"{NOTICES}add/", form_data(client.get(f"{NOTICES}add/")) | new)
    assert Notice.objects.get().link_url == page.get_absolute_url()


def test_line_ends_in_a_notice_are_no_change(client):
    notice = factories.notice(text="We open late. Take care.")
    sign_in(client, "Publisher")
    address = f"{NOTICES}{notice.pk}/change/"
    data = form_data(client.get(address)) | {"text": "We open late.\r\nTake care."}
    client.post(address, data)
    assert Notice.objects.get().version == 1


@pytest.mark.parametrize(
    ("time", "titles"), [("now", {"Now"}), ("coming", {"Coming"}), ("ended", {"Ended"})]
)
def test_notices_are_filtered_by_when_readers_see_them(client, time, titles):
    now, day = timezone.now(), timedelta(days=1)
    factories.notice(title="Now")
    factories.notice(title="Coming", starts_at=now + day, ends_at=now + 2 * day)
    factories.notice(title="Ended", starts_at=now - 2 * day, ends_at=now - day)
    sign_in(client, "Publisher")
    rows = client.get(f"{NOTICES}?time={time}").context["cl"].queryset
    assert {notice.title for notice in rows} == titles


def test_change_to_an_account_is_on_record_without_what_it_holds(client):
    member = factories.member("Writer")
    administrator = sign_in(client)
    address = f"/admin/auth/user/{member.pk}/change/"
    data = form_data(client.get(address)) | {"first_name": "Ann"}
    assert client.post(address, data).status_code == 302
    event = Event.objects.about(member).get()
    assert event.actor == administrator
    assert "first name" in event.note
    assert "Ann" not in event.note
    history = client.get(f"/admin/auth/user/{member.pk}/history/").content.decode()
    assert "first name" in history

"""Two people at one row: what does not overlap is combined, the rest is shown to who is later."""

import pytest
from django.core import signing

from bmcspine.publishing.models import Event
from bmcspine.publishing.staff import row_bases
from bmcspine.site.models import Notice
from tests import factories
from tests.site.screens import form_data, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice():
    return factories.notice(title="Snow", text="We open late.", link_label="", link_url="")


@pytest.fixture
def address(notice):
    return f"/admin/site/notice/{notice.pk}/change/"


def somebody_saves(client, address, **typed):
    """Another member of staff opens the form, changes it and saves, all while I am writing."""
    mine = client.session["_auth_user_id"]
    ann = factories.User.objects.filter(first_name="Ann").first() or factories.member("Publisher")
    ann.first_name, ann.last_name = "Ann", "Doe"
    ann.save()
    client.force_login(ann)
    assert client.post(address, form_data(client.get(address)) | typed).status_code == 302
    client.force_login(factories.User.objects.get(pk=mine))


def both_texts(response):
    """What the form says about each field that two people changed: theirs and mine."""
    clashes = response.context["adminform"].form.clashes
    return {clash.name: (whole(clash.theirs), whole(clash.mine)) for clash in clashes}


def whole(pieces):
    return "".join(text for tag, text in pieces if tag != "removed")


def said(client):
    response = client.get("/admin/site/notice/")
    return " ".join(str(message) for message in response.context["messages"])


def test_changes_to_different_fields_are_combined_and_both_people_named(client, notice, address):
    me = sign_in(client, "Writer")
    mine = form_data(client.get(address)) | {"title": "Snow and ice"}
    somebody_saves(client, address, text="We open at noon.")
    assert client.post(address, mine).status_code == 302
    notice.refresh_from_db()
    assert (notice.title, notice.text, notice.version) == ("Snow and ice", "We open at noon.", 3)
    assert "Combined with what Ann Doe changed meanwhile: text." in said(client)
    event = Event.objects.about(notice).first()
    assert event.actor == me
    assert event.note == "title (combined with what Ann Doe changed: text)"


def test_both_texts_are_shown_where_both_people_changed_a_field(client, notice, address):
    sign_in(client, "Writer")
    mine = form_data(client.get(address)) | {"title": "Ice", "text": "Closed all day."}
    somebody_saves(client, address, text="We open at noon.", tone="change")
    response = client.post(address, mine)
    assert response.status_code == 409
    assert "Ann Doe saved something else" in response.content.decode()
    assert both_texts(response) == {"text": ("We open at noon.", "Closed all day.")}
    notice.refresh_from_db()
    assert (notice.title, notice.text) == ("Snow", "We open at noon.")
    data = form_data(response)
    assert (data["title"], data["text"], data["tone"]) == ("Ice", "Closed all day.", "change")


def test_saving_again_wins_over_what_was_shown(client, notice, address):
    sign_in(client, "Writer")
    mine = form_data(client.get(address)) | {"title": "Ice", "text": "Closed all day."}
    somebody_saves(client, address, text="We open at noon.", tone="change")
    again = form_data(client.post(address, mine))
    assert client.post(address, again).status_code == 302
    notice.refresh_from_db()
    assert (notice.title, notice.text, notice.tone) == ("Ice", "Closed all day.", "change")


def test_saving_again_does_not_win_over_a_third_change(client, notice, address):
    sign_in(client, "Writer")
    mine = form_data(client.get(address)) | {"text": "Closed all day."}
    somebody_saves(client, address, text="We open at noon.")
    again = form_data(client.post(address, mine))
    somebody_saves(client, address, text="We open at one.", title="Ice")
    response = client.post(address, again)
    assert response.status_code == 409
    assert both_texts(response) == {"text": ("We open at one.", "Closed all day.")}
    data = form_data(response)
    assert (data["title"], data["text"]) == ("Ice", "Closed all day.")


def test_who_gives_way_in_one_field_keeps_the_others(client, notice, address):
    sign_in(client, "Writer")
    mine = form_data(client.get(address)) | {"title": "Ice", "text": "Closed all day."}
    somebody_saves(client, address, text="We open at noon.")
    again = form_data(client.post(address, mine)) | {"theirs-text": "on"}
    assert client.post(address, again).status_code == 302
    notice.refresh_from_db()
    assert (notice.title, notice.text) == ("Ice", "We open at noon.")


def test_same_change_by_both_is_no_clash(client, notice, address):
    sign_in(client, "Writer")
    mine = form_data(client.get(address)) | {"text": "Closed."}
    somebody_saves(client, address, text="Closed.")
    assert client.post(address, mine).status_code == 302
    assert "You changed nothing" in said(client)


def test_saving_an_untouched_form_leaves_no_trace(client, notice, address):
    sign_in(client, "Writer")
    assert client.post(address, form_data(client.get(address))).status_code == 302
    notice.refresh_from_db()
    assert notice.version == 1
    assert not Event.objects.exists()


def test_combination_that_no_rule_allows_is_refused_with_what_was_typed(client, notice, address):
    Notice.objects.update(starts_at="2030-01-01T12:00Z", ends_at="2030-01-09T12:00Z")
    sign_in(client, "Writer")
    mine = form_data(client.get(address)) | {"ends_at": "2030-01-03T12:00"}
    somebody_saves(client, address, starts_at="2030-01-05T12:00")
    response = client.post(address, mine)
    assert "A notice must end after it starts." in response.content.decode()
    assert form_data(response)["ends_at"] == "2030-01-03T12:00"


@pytest.mark.parametrize("base", ["", "forged", "of another row"])
def test_form_that_lost_its_base_shows_both_texts_and_keeps_what_was_typed(
    client, notice, address, base
):
    sign_in(client, "Writer")
    mine = form_data(client.get(address)) | {"text": "Closed all day.", "drawn_from": base}
    if base == "of another row":
        mine["drawn_from"] = row_bases.sign(factories.notice(), ["text"])
    response = client.post(address, mine)
    assert response.status_code == 409
    assert "has been open for too long" in response.content.decode()
    assert both_texts(response)["text"] == ("We open late.", "Closed all day.")
    notice.refresh_from_db()
    assert notice.text == "We open late."
    assert client.post(address, form_data(response)).status_code == 302
    notice.refresh_from_db()
    assert notice.text == "Closed all day."


def test_form_that_was_open_for_a_week_counts_as_lost(client, notice, address, monkeypatch):
    sign_in(client, "Writer")
    mine = form_data(client.get(address)) | {"text": "Closed all day."}
    later = signing.time.time() + row_bases.LONGEST_OPEN.total_seconds() + 1
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert client.post(address, mine).status_code == 409


def test_text_for_a_row_that_was_deleted_comes_back_as_a_new_one(client, notice, address):
    sign_in(client, "Writer")
    mine = form_data(client.get(address)) | {"text": "Closed all day."}
    Notice.objects.all().delete()
    response = client.post(address, mine)
    assert response.status_code == 409
    assert "Somebody else deleted this" in response.content.decode()
    assert not Notice.objects.exists()
    assert client.post("/admin/site/notice/add/", form_data(response)).status_code == 302
    assert Notice.objects.get().text == "Closed all day."


def test_row_that_is_deleted_at_the_very_moment_of_saving_is_told(client, notice, address):
    sign_in(client, "Writer")
    mine = form_data(client.get(address)) | {"text": "Closed all day."}
    form = type(client.get(address).context_data["adminform"].form)(mine, instance=notice)
    Notice.objects.filter(pk=notice.pk).delete()
    assert not form.is_valid()
    assert "Somebody else deleted this" in form.non_field_errors()[0]
    assert form.was_deleted

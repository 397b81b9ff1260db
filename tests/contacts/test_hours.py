"""When somebody answers: read from staff's words, told by the clinic's clocks."""

from datetime import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from contacts.hours import hours_in_words, read_closed, read_hours
from contacts.openings import opening
from tests import factories

WEEK = "Monday to Friday, 8 am to 4:30 pm\nSaturday, 9 am to noon"


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("Weekdays, 8 to 4", "no day of the week"),
        ("Monday to Friday", "cannot be read"),
        ("Monday to Friday, 8 to 4:30", "ends before it begins"),
        ("Monday, 1 to 4:30", "morning or afternoon"),
        ("Mon 25 to 26", "no clock shows"),
        ("Mon 8:61 am to 9 am", "no clock shows"),
        ("Moonday, 8 am to 9 am", "no day of the week"),
        ("M, 8 am to 9 am", "no day of the week"),
        ("Fri to Mon, 8 am to 9 am", "end of the week"),
        ("Monday, 1 to 4:30 pm", "morning or afternoon"),
        ("Monday, 8 am to noon and 1 to 5 pm", "morning or afternoon"),
        ("Monday, 8 am to 24:30", "no clock shows"),
        ("Friday, 6 pm to 2 am", "after midnight on a line for the next day"),
        ("Monday, 8 am to noon and lunch", "“lunch” in “Monday, 8 am to noon and lunch” cannot"),
        ("Monday, 8 am to noon and", "cannot be read"),
        ("Monday, 8 am to 1 pm and noon to 5 pm", "Monday stands .* overlap"),
        ("Mon to Fri, 8 am to 9 am\nTue, 8 am to 9 am", "Tuesday stands .* overlap"),
        ("At all hours\nSunday, noon to 1 pm", "Sunday stands .* overlap"),
        ("Monday, 24 hours and more", "cannot be read"),
    ],
)
def test_hours_that_cannot_be_told_are_refused_with_what_to_write(typed, complaint):
    with pytest.raises(ValueError, match=complaint):
        read_hours(typed)


@pytest.mark.parametrize(
    "typed",
    [
        WEEK,
        "Mon-Fri 8:00-16:30\nSat 9am-12pm",
        "monday – friday: 8 a.m. – 4:30 p.m.\n\nSaturday 9:00 to noon.",
        "Saturday 9 am to noon\nMo 8 to 16:30\nTue to Fri 8 am-4:30 pm",
    ],
)
def test_hours_are_put_into_the_same_words(typed):
    assert hours_in_words(read_hours(typed)) == WEEK


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Mon-Fri 8-12, 13-17", "Monday to Friday, 8 am to noon and 1 pm to 5 pm"),
        ("Mon 1 pm to 5 pm\nMon 8 am to noon", "Monday, 8 am to noon and 1 pm to 5 pm"),
        ("Mon 8-10 & 11-12; 1 pm-2 pm", "Monday, 8 am to 10 am, 11 am to noon and 1 pm to 2 pm"),
        ("Mon 8 am to noon and noon to 5 pm", "Monday, 8 am to 5 pm"),
        ("Monday, noon to midnight", "Monday, noon to midnight"),
        ("Monday, 4 pm to 12 am", "Monday, 4 pm to midnight"),
        ("Mon 16:00-24:00", "Monday, 4 pm to midnight"),
        ("Sat, midnight to 2 am", "Saturday, midnight to 2 am"),
        ("Daily 8 am to 8 pm", "Every day, 8 am to 8 pm"),
        ("Mon to Sun: midnight to midnight", "Every day, at all hours"),
        ("24/7", "Every day, at all hours"),
        ("At all hours.", "Every day, at all hours"),
        ("Every day, 24 hours a day", "Every day, at all hours"),
        ("Sat to Sun, all day", "Saturday to Sunday, at all hours"),
    ],
)
def test_pauses_midnight_and_all_hours_can_be_told(typed, words):
    assert hours_in_words(read_hours(typed)) == words
    assert hours_in_words(read_hours(words)) == words


@pytest.mark.parametrize("typed", ["Christmas", "12/25/2026 Christmas", "2026-13-01 No month"])
def test_closed_day_without_a_day_is_refused(typed):
    with pytest.raises(ValueError, match="does not begin with a day"):
        read_closed(typed)


@pytest.mark.parametrize(
    ("moment", "is_open", "words"),
    [
        ("2026-11-23 07:59", False, "Closed now. Opens today at 8 am."),
        ("2026-11-23 08:00", True, "Open now, until 4:30 pm."),
        ("2026-11-23 16:29", True, "Open now, until 4:30 pm."),
        ("2026-11-23 16:30", False, "Closed now. Opens tomorrow at 8 am."),
        ("2026-11-26 10:00", False, "Closed now (Thanksgiving). Opens on Saturday at 9 am."),
        ("2026-11-28 12:00", False, "Closed now. Opens on Monday at 8 am."),
        ("2026-12-24 18:00", False, "Closed now. Opens on Monday, January 4 at 8 am."),
    ],
)
def test_open_now_is_told_by_the_hour_and_the_closed_days(moment, is_open, words):
    days = "\n".join(f"2026-12-{day}" for day in range(25, 32))
    closed = read_closed(f"2026-11-26 Thanksgiving\n2026-11-27\n{days}\n2027-01-01\n2027-01-02")
    found = opening(read_hours(WEEK), closed, datetime.fromisoformat(moment))
    assert (found.is_open, found.words) == (is_open, words)


@pytest.mark.parametrize(
    ("hours", "moment", "words"),
    [
        ("Mon, 8 to noon and 1 pm to 5 pm", "2026-11-23 11:59", "Open now, until noon."),
        ("Mon, 8 to noon and 1 pm to 5 pm", "2026-11-23 12:00", "Closed now. Opens today at 1 pm."),
        ("Mon, 8 to noon and 1 pm to 5 pm", "2026-11-23 13:00", "Open now, until 5 pm."),
        ("Mon, noon to midnight", "2026-11-23 23:59", "Open now, until midnight."),
        ("Mon, noon to midnight", "2026-11-24 00:00", "Closed now. Opens on Monday at noon."),
        ("Mon, noon to midnight\nTue, midnight to 2 am", "2026-11-23 13:00",
         "Open now, until tomorrow at 2 am."),
        ("Mon, noon to midnight\nTue, midnight to 2 am", "2026-11-24 01:59",
         "Open now, until 2 am."),
        ("Sat to Sun, at all hours", "2026-11-28 09:00", "Open now, until tomorrow at midnight."),
        ("Fri to Sun, at all hours", "2026-11-27 09:00", "Open now, until Sunday at midnight."),
        ("At all hours", "2026-11-23 00:00", "Open now."),
    ],
)  # fmt: skip
def test_open_now_knows_pauses_and_midnight(hours, moment, words):
    found = opening(read_hours(hours), {}, datetime.fromisoformat(moment))
    assert found.words == words
    assert found.is_open == words.startswith("Open")


def test_all_hours_end_where_a_closed_day_begins():
    closed = read_closed("2026-11-26 Thanksgiving")
    week = read_hours("At all hours")
    told = [opening(week, closed, datetime(2026, 11, day, 9)).words for day in (25, 26)]  # noqa: DTZ001
    assert told == [
        "Open now, until midnight.",
        "Closed now (Thanksgiving). Opens tomorrow at midnight.",
    ]


def test_week_without_hours_is_neither_open_nor_closed():
    assert opening({}, {}, datetime.fromisoformat("2026-11-23 09:00")) is None


@pytest.mark.django_db
def test_pages_go_by_the_clocks_of_boston(client):
    factories.contact_point(hours=WEEK)
    with time_machine.travel("2026-11-23 13:01+00:00", tick=False):  # 8:01 in Boston
        assert "Open now, until 4:30 pm." in client.get("/contact/").content.decode()
    with time_machine.travel("2026-07-24 20:31+00:00", tick=False):  # 4:31 pm, in summer time
        assert "Closed now. Opens tomorrow at 9 am." in client.get("/contact/").content.decode()


@pytest.mark.django_db
def test_paper_has_the_hours_and_not_whether_it_is_open_now(client):
    phone = factories.contact_point(hours=WEEK)
    person = factories.clinician(clinic=phone.clinic)
    for address in ("/contact/", person.get_absolute_url(), "/contact/callback/"):
        page = client.get(address).content.decode()
        assert "Saturday, 9 am to noon" in page, address
        assert page.count(" now") >= page.count('<p class="screen"><b>') == 1, address


@pytest.mark.django_db
def test_staff_type_hours_as_they_like_and_read_what_to_write_if_not():
    point = factories.contact_point(hours="mon-fri 8-16:30")
    point.full_clean()
    assert point.hours == "Monday to Friday, 8 am to 4:30 pm"
    point.hours = "whenever"
    with pytest.raises(ValidationError, match="Write one line for days"):
        point.full_clean()


@pytest.mark.django_db
def test_hours_from_before_they_were_checked_are_shown_as_they_stand(client):
    factories.contact_point(hours="Weekdays, mornings")
    said = client.get("/contact/").content.decode()
    assert "Weekdays, mornings" in said
    assert "Open now" not in said
    assert "Closed now" not in said


@pytest.mark.django_db
def test_closed_day_that_cannot_be_read_is_refused():
    clinic = factories.contact_point().clinic
    clinic.closed_days = "Christmas"
    with pytest.raises(ValidationError, match="2026-12-25 Christmas Day"):
        clinic.full_clean()

"""The contact and referral pages stay readable, number first, when the database is gone."""

import errno
import os
from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from bmcspine.publishing import copies, workflow
from bmcspine.publishing.models import Event
from bmcspine.site.copies import KeepCopiesMiddleware
from tests import factories

pytestmark = pytest.mark.django_db
PAGES = ["/contact/", "/referral/"]


@pytest.fixture(autouse=True)
def var_dir(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def referral():
    values = {"slug": "referral", "page_kind": "referral", "audience": "clinicians"}
    return factories.published(factories.procedure_page(**values))


@pytest.fixture
def point(referral):
    return factories.contact_point()


@contextmanager
def no_database():
    def refuse(*query):
        raise OperationalError("server closed the connection")

    with connection.execute_wrapper(refuse):
        yield


def without_database(client, address):
    with no_database():
        return client.get(address)


@pytest.mark.parametrize("address", PAGES)
def test_page_that_nobody_read_before_is_an_error_with_a_number(client, point, address):
    assert without_database(client, address).status_code == 503


@pytest.mark.parametrize("address", PAGES)
def test_page_is_shown_as_it_was_last_and_says_so(client, point, address):
    before = client.get(address).content.decode()
    response = without_database(client, address)
    said = response.content.decode()
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert "This is a copy, saved at" in said
    assert said.index(point.display) < said.index("</h1>")
    assert before.split('<main id="main">')[1] in said


def test_plain_text_says_that_it_is_a_copy(client, point):
    client.get("/contact.txt")
    said = without_database(client, "/contact.txt").content.decode()
    assert said.startswith("This is a copy, saved at")
    assert point.display in said


def test_copy_ends_when_a_notice_begins(client, point):
    begins = timezone.now() + timedelta(hours=1)
    factories.notice(starts_at=begins, ends_at=begins + timedelta(hours=1))
    client.get("/contact/")
    with time_machine.travel(begins):
        assert without_database(client, "/contact/").status_code == 503


def test_other_pages_have_no_copy(client, point):
    client.get("/about/")
    assert without_database(client, "/about/").status_code == 503


def test_copy_ends_with_the_change_that_outdates_it(
    client, point, referral, django_capture_on_commit_callbacks
):
    client.get("/referral/")
    with django_capture_on_commit_callbacks(execute=True):
        workflow.withdraw(referral, by=factories.member("Publisher"), reason="Wrong dose")
    assert without_database(client, "/referral/").status_code == 503


def test_page_drawn_before_a_change_is_not_kept_after_it(client, point):
    def draw(request):
        copies.forget()
        return HttpResponse("old words")

    KeepCopiesMiddleware(draw)(RequestFactory().get("/contact/"))
    assert without_database(client, "/contact/").status_code == 503


def test_what_one_reader_sees_is_not_kept_for_others(client, point):
    member = Client()
    member.force_login(factories.member("Writer"))
    member.get("/referral/")
    client.get("/referral/?as-of=2026-11-22")
    assert without_database(client, "/referral/").status_code == 503


def test_error_is_not_kept(client):
    client.get("/referral/")
    assert without_database(client, "/referral/").status_code == 503


def test_full_disk_does_not_take_the_page_away(client, point, monkeypatch, caplog):
    def no_room(path):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    assert point.display in client.get("/contact/").content.decode()
    assert "No copy of /contact/ could be kept" in caplog.text


def test_copy_ends_with_a_notice_on_it(client, point):
    notice = factories.notice()
    client.get("/contact/")
    with time_machine.travel(notice.ends_at):
        assert without_database(client, "/contact/").status_code == 503


def test_copy_ends_after_a_day(client, point):
    client.get("/contact/")
    with time_machine.travel(timezone.now() + timedelta(hours=23, minutes=59)):
        assert without_database(client, "/contact/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1)):
        assert without_database(client, "/contact/").status_code == 503


def test_request_for_a_call_leaves_the_copies_alone(
    client, point, django_capture_on_commit_callbacks
):
    client.get("/contact/")
    with django_capture_on_commit_callbacks(execute=True):
        Event.objects.record(Event.Kind.ADDED, about=factories.callback())
    assert without_database(client, "/contact/").status_code == 200

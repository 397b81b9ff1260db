"""Further pages of staff's lists have a title of their own."""

import re

import pytest

from bmcspine.publishing.models import Event
from bmcspine.publishing.staff import history
from bmcspine.publishing.staff.rows import RecordingAdmin
from tests import factories
from tests.site.screens import sign_in

pytestmark = pytest.mark.django_db
NOTICES = "/admin/site/notice/"


def title(client, address):
    return re.findall("<title>(.*)</title>", client.get(address).content.decode())[0]


def test_second_page_of_a_list_has_a_title_of_its_own(client, monkeypatch):
    monkeypatch.setattr(RecordingAdmin, "list_per_page", 1)
    factories.notice()
    factories.notice()
    sign_in(client)
    assert title(client, f"{NOTICES}?p=2") == f"Page 2 | {title(client, NOTICES)}"


def test_second_page_of_a_history_has_a_title_of_its_own(client, monkeypatch):
    monkeypatch.setattr(history, "EVENTS_ON_A_PAGE", 1)
    notice, member = factories.notice(), sign_in(client)
    for _ in range(2):
        Event.objects.record(Event.Kind.CHANGED, by=member, about=notice, note="text")
    address = f"{NOTICES}{notice.pk}/history/"
    assert title(client, f"{address}?page=2") == f"Page 2 | {title(client, address)}"

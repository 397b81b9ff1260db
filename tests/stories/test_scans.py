"""Scans of signed forms: what is taken, where it lies, who opens it, and that nothing is lost."""

import hashlib
import stat

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.test import Client
from django.urls import get_resolver

from bmcspine.publishing.models import Event
from stories import scan_files
from stories.models import Authorization, Scan
from tests import factories
from tests.site.screens import sign_in
from tests.stories.papers import JPEG, LIST, PDF, PNG, change, errors, record, save, scan

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return factories.saved(factories.story()).document.story


def stored(folders):
    """Every file that was stored anywhere, and the folders it lies in."""
    return [path for path in folders.rglob("*") if path.is_file()]


def recorded(client, story, **values):
    sign_in(client, "Privacy officer")
    assert record(client, story, **values).status_code == 302
    return Authorization.objects.get()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"<html>%PDF-1.7 %%EOF", "Only a PDF"),
        (b"GIF89a" + bytes(50), "Only a PDF"),
        (b"MZ" + PDF, "Only a PDF"),
        (PDF[:30], "cut off"),
        (JPEG[:30], "cut off"),
        (PNG[:30], "cut off"),
        (PDF[:9] + b"0" * scan_files.LARGEST_BYTES + PDF[9:], "more than 15 MB"),
    ],
)
def test_file_is_judged_by_its_content(content, said):
    with pytest.raises(ValidationError, match=said):
        scan_files.media_type(scan(content))


@pytest.mark.parametrize(
    ("content", "kind"), [(PDF, "application/pdf"), (JPEG, "image/jpeg"), (PNG, "image/png")]
)
def test_name_and_sender_of_a_file_are_not_asked(content, kind):
    assert scan_files.media_type(scan(content, "evil.html", "text/html")) == kind


def test_refused_file_leaves_nothing_on_disk(client, story, folders):
    sign_in(client, "Privacy officer")
    response = record(client, story, scan=scan(b"<script>", "form.pdf"))
    assert "Only a PDF" in str(errors(response)["scan"])
    assert not Authorization.objects.exists()
    assert stored(folders) == []


def test_scan_lies_apart_for_the_programs_eyes_only(client, story, folders, settings):
    row = recorded(client, story, scan=scan(), paper_kept_at="")
    (path,) = stored(folders)
    kept = row.scans.get()
    assert path == settings.PRIVATE_DIR / "scans" / kept.name
    assert path.read_bytes() == PDF
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert settings.MEDIA_ROOT not in path.parents
    assert (kept.size, kept.digest) == (len(PDF), hashlib.sha256(PDF).hexdigest())
    assert len(kept.name) == 32
    assert kept.added_by is not None


def test_error_elsewhere_in_the_form_stores_nothing_and_asks_for_the_file_again(
    client, story, folders
):
    sign_in(client, "Privacy officer")
    response = record(client, story, scan=scan(), purpose="")
    assert "browsers do not keep it" in str(errors(response)["scan"])
    assert stored(folders) == []


def test_failure_after_the_scan_was_stored_takes_it_along(client, story, folders, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the database is full")

    sign_in(client, "Privacy officer")
    monkeypatch.setattr(Event.objects.__class__, "record", fail)
    with pytest.raises(RuntimeError, match="full"):
        record(client, story, scan=scan())
    assert not Scan.objects.exists()
    assert not Authorization.objects.exists()
    assert stored(folders) == []


def test_better_scan_is_added_and_the_first_stays(client, story, folders):
    row = recorded(client, story, scan=scan())
    save(client, row, scan=scan(PNG, "better.png"))
    assert [one.kind for one in row.scans.all()] == ["PNG", "PDF"]
    assert len(stored(folders)) == 2
    page = client.get(change(row)).content.decode()
    assert "Download the PDF" in page
    assert "Download the PNG" in page


def test_scans_are_neither_changed_nor_deleted(client, story):
    kept = recorded(client, story, scan=scan()).scans.get()
    for refused in (kept.save, kept.delete, Scan.objects.all().delete):
        with pytest.raises(TypeError):
            refused()


def open_scan(client, kept):
    return client.get(f"{LIST}{kept.authorization_id}/scans/{kept.pk}/")


@pytest.mark.parametrize("role", ["Privacy officer", ""])
def test_who_may_see_permissions_opens_a_scan_and_it_is_recorded(client, story, role):
    kept = recorded(client, story, scan=scan()).scans.get()
    member = sign_in(client, role)
    response = open_scan(client, kept)
    assert response.content == PDF
    event = Event.objects.filter(kind="opened").get()
    assert event.actor == member
    assert event.subject == f"stories.authorization/{kept.authorization_id}"
    assert f"{event.at:%Y}" == f"{kept.added_at:%Y}"


@pytest.mark.parametrize("role", ["Writer", "Clinical reviewer", "Publisher", "Front desk"])
def test_nobody_else_opens_a_scan_and_nothing_is_recorded(client, story, role):
    kept = recorded(client, story, scan=scan()).scans.get()
    sign_in(client, role)
    assert open_scan(client, kept).status_code == 403
    assert not Event.objects.filter(kind="opened").exists()


def test_reader_is_sent_to_the_login(client, story):
    kept = recorded(client, story, scan=scan()).scans.get()
    response = open_scan(Client(), kept)
    assert response.status_code == 302
    assert "/admin/login/" in response.url


def test_browser_neither_shows_nor_keeps_nor_runs_a_scan(client, story):
    response = open_scan(client, recorded(client, story, scan=scan()).scans.get())
    headers = response.headers
    assert headers["Content-Disposition"].startswith('attachment; filename="authorization-')
    assert "Ann" not in headers["Content-Disposition"]
    assert headers["Content-Type"] == "application/pdf"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, no-store"
    policy = "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert headers["Content-Security-Policy"].replace("sandbox ;", "sandbox;") == policy


def test_scan_of_another_permission_is_not_found(client, story):
    kept = recorded(client, story, scan=scan()).scans.get()
    other = factories.authorization(story)
    assert client.get(f"{LIST}{other.pk}/scans/{kept.pk}/").status_code == 404


def test_lost_file_is_told_and_not_recorded_as_opened(client, story):
    kept = recorded(client, story, scan=scan()).scans.get()
    storages["private"].delete(scan_files.path(kept.name))
    response = client.get(f"{LIST}{kept.authorization_id}/scans/{kept.pk}/", follow=True)
    assert "missing on the server" in response.content.decode()
    assert not Event.objects.filter(kind="opened").exists()


def test_no_public_address_leads_into_the_private_folder(client, story, settings):
    kept = recorded(client, story, scan=scan()).scans.get()
    guesses = [f"/{kept.name}", f"/scans/{kept.name}", f"/media/scans/{kept.name}"]
    guesses += [f"/private/scans/{kept.name}", f"/static/../private/scans/{kept.name}"]
    for address in [*guesses, f"/images/{kept.name}-400.jpg"]:
        assert Client().get(address, follow=True).status_code in (400, 404), address
    assert "private" not in str(get_resolver().reverse_dict.keys())

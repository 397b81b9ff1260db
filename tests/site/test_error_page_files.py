"""Error pages are written ahead of time, whole or not at all."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.template import TemplateSyntaxError
from django.test import Client
from pytest_django import Settings

from bmcspine.site import errors
from contacts.models import ContactPoint
from tests.site.conftest import NUMBER, use_template

pytestmark = pytest.mark.urls("tests.site.sample_pages")


def test_nothing_is_written_without_a_number(db: None, template: None, pages_dir: Path) -> None:
    with pytest.raises(CommandError, match="no telephone number is known"):
        call_command("write_error_pages")
    assert not pages_dir.exists()


def test_broken_template_leaves_all_pages_as_they_were(
    written: list[Path], settings: Settings
) -> None:
    before = [path.read_bytes() for path in written]
    use_template(settings, "{% if code == 404 %}{% nonsense %}{% endif %}")
    with pytest.raises(TemplateSyntaxError):
        errors.write_error_pages()
    assert [path.read_bytes() for path in written] == before


def test_full_disk_leaves_the_old_page_whole(
    written: list[Path], monkeypatch: pytest.MonkeyPatch, pages_dir: Path
) -> None:
    before = {path.name: path.read_bytes() for path in pages_dir.iterdir()}

    def fail(handle: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        errors.write_error_pages()
    assert {path.name: path.read_bytes() for path in pages_dir.iterdir()} == before


def test_one_page_is_written_for_each_status(written: list[Path], pages_dir: Path) -> None:
    assert sorted(path.name for path in pages_dir.iterdir()) == [
        f"{status}.html"
        for status in (400, 403, 404, 405, 410, 411, 412, 413, 414, 416, 429, 431, 500, 503)
    ]
    assert (pages_dir / "410.html").read_text() == (
        "<title>This page was taken down</title>410 It was on this site before. It is not "
        f"public any more. Start from the home page, or call us and we will help. tel:{NUMBER}"
    )
    assert (pages_dir / "410.html").stat().st_mode & 0o777 == 0o644


def test_changed_number_shows_at_the_next_error(
    client: Client, written: list[Path], contact_point: ContactPoint
) -> None:
    assert NUMBER.encode() in client.get("/nowhere/").content
    contact_point.number = "+16175550199"
    contact_point.save()
    call_command("write_error_pages", verbosity=0)
    assert b"tel:+16175550199" in client.get("/nowhere/").content


def test_removed_page_is_not_remembered(
    client: Client, written: list[Path], pages_dir: Path
) -> None:
    client.get("/nowhere/")
    (pages_dir / "404.html").unlink()
    assert b"Call the hospital's switchboard." in client.get("/nowhere/").content


def test_number_of_the_settings_serves_where_no_contact_point_does(
    db: None, template: None, settings: Settings, pages_dir: Path
) -> None:
    settings.CLINIC_PHONE = NUMBER
    call_command("write_error_pages", verbosity=0)
    assert f"tel:{NUMBER}" in (pages_dir / "503.html").read_text()


@pytest.mark.urls("bmcspine.urls")
def test_real_template_shows_the_number_and_no_notice(
    contact_point: ContactPoint, pages_dir: Path
) -> None:
    errors.write_error_pages()
    page = (pages_dir / "404.html").read_text()
    assert f"tel:{NUMBER}" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "We cannot find this page" in page

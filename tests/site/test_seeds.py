"""The content files: what is wrong is named with file and line, and nothing is stored by halves."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

from bmcspine.publishing.models import Document, Edition, Event
from bmcspine.site import seeding
from contacts.models import ContactPoint
from procedures.models import Claim, ProcedurePage
from stories.models import Authorization

ROOT = Path(django_settings.BASE_DIR)
FOLDERS = ("procedures", "stories", "contacts", "bmcspine/site")
PAGE = "procedures/content/bone-health.md"
CLAIMS = "procedures/content/claims.toml"


@pytest.fixture
def files(tmp_path, settings):
    """A copy of the project's content that a test may spoil."""
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder / "content", tmp_path / folder / "content")
    settings.BASE_DIR = tmp_path
    return tmp_path


def spoil(files, name, old, new):
    """Replace the first `old` in a file; return its line and the line its table begins on."""
    path = files / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    before = text[: text.index(old)].splitlines(keepends=True)
    tables = [number for number, line in enumerate(before, start=1) if line.startswith("[")]
    return text[: text.index(old)].count("\n") + 1, max(tables, default=1)


def complaints():
    out = StringIO()
    with pytest.raises(CommandError, match="nothing is loaded"):
        call_command("seed_content", stderr=out, stdout=StringIO())
    assert not Document.objects.exists()
    assert not Claim.objects.exists()
    assert not ContactPoint.objects.exists()
    return out.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "old", "new", "remedy"),
    [
        (PAGE, "title = ", "titel = ", "`titel` is not a field here"),
        (PAGE, "title = ", "title = 7 #", "title"),
        (PAGE, "+++\n", "---\n", "between two lines of +++"),
        (PAGE, "title = ", "title : ", "This is not TOML"),
        (PAGE, "[[claim:", "[[claim:no-such-", "There is no claim “no-such-"),
        (CLAIMS, "valid_until = 2027", "valid_until = 2020", "cannot lapse before it was checked"),
        (CLAIMS, "checked_on = ", 'checked_on = "yesterday" #', "invalid date format"),
        (CLAIMS, "source = ", 'source = "nobody" #', "There is no source “nobody”"),
        (CLAIMS, "certainty = ", 'certainty = "quite" #', "is not a valid choice"),
        (CLAIMS, "statement = ", "text = ", "`text` is not a field here"),
        (CLAIMS, "denominator = ", 'denominator = "" #', "cannot be blank"),
        ("stories/content/a-fall-and-a-broken-t12.md", '"T12"', '"T13"', "Not a vertebra: T13"),
        ("stories/content/a-fall-and-a-broken-t12.md", '"name"', '"photo"', "must cover it"),
        ("contacts/content/contacts.toml", "+1617", "+1000", "phone number"),
        ("bmcspine/site/content/notices.toml", "ends_at = ", "until = ", "`until` is not a field"),
    ],
)
def test_broken_file_is_named_with_its_line_and_remedy(files, name, old, new, remedy):
    lines = spoil(files, name, old, new)
    said = [text for text in complaints().splitlines() if text.startswith(f"{name}:")]
    assert any(remedy in text for text in said), said
    assert any(f"{name}:{line}:" in text for text in said for line in (*lines, 1)), said


@pytest.mark.django_db
def test_lapsed_claim_is_named_and_keeps_the_pages_back(files):
    text = (files / CLAIMS).read_text()
    old = text.replace("checked_on = 2026", "checked_on = 2025")
    (files / CLAIMS).write_text(old.replace("valid_until = 2027-11", "valid_until = 2026-10"))
    assert "lapsed on 2026-" in complaints()


@pytest.mark.django_db
def test_typed_figure_is_named_with_the_line_of_its_section(files):
    path = files / PAGE
    text = path.read_text()
    line = text[: text.index("\n## ")].count("\n") + 2
    start = text.index("\n## ")
    end = text.index("\n", start + 1)
    path.write_text(text[:end] + "\n\nIt helps 80% of people.\n" + text[end:])
    assert f"{PAGE}:{line}: " in complaints()


@pytest.mark.django_db
def test_folder_that_lost_its_files_is_refused(files):
    shutil.rmtree(files / "procedures/content")
    shutil.copytree(ROOT / "procedures/content", files / "procedures/content",
                    ignore=shutil.ignore_patterns("*.md"))  # fmt: skip
    assert "is this the project's folder?" in complaints()


@pytest.mark.django_db
def test_check_stores_nothing():
    out = StringIO()
    call_command("seed_content", "--check", stdout=out)
    assert "are in order" in out.getvalue()
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_closed_gate_at_the_last_moment_stores_nothing(settings):
    """A story's permission is asked for again when it goes live."""
    settings.ALLOW_UNREVIEWED_CONTENT = True
    settings.ALLOW_PROVISIONAL_AUTHORIZATIONS = False
    with pytest.raises(CommandError, match="No valid authorization"):
        call_command("seed_content", stdout=StringIO())
    assert not Document.objects.exists()
    assert not Authorization.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_second_load_creates_nothing_and_keeps_what_staff_wrote():
    call_command("seed_content", stdout=StringIO())
    ProcedurePage.objects.filter(slug="bone-health").update(title="Our own title")
    Claim.objects.filter(key=Claim.objects.first().key).update(statement="Our own words.")
    before = Edition.objects.count()
    assert seeding.load(seeding.read(ROOT)) == []
    assert Edition.objects.count() == before
    assert ProcedurePage.objects.get(slug="bone-health").title == "Our own title"
    assert Claim.objects.filter(statement="Our own words.").count() == 1


@pytest.mark.django_db
def test_demonstration_publishes_without_sign_off_and_says_so():
    call_command("seed_content", stdout=StringIO())
    states = set(Edition.objects.live().values_list("state", flat=True))
    assert states == {"unreviewed"}
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert kinds == {"saved", "loaded_not_reviewed"}


@pytest.mark.django_db
def test_outside_the_demonstration_everything_waits_for_review(settings):
    settings.ALLOW_UNREVIEWED_CONTENT = False
    call_command("seed_content", stdout=StringIO())
    assert not Edition.objects.live().exists()
    assert set(Edition.objects.values_list("state", flat=True)) == {"in_review"}

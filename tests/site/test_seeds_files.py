"""Faults in the content files: each is named with its file, its very line and a remedy."""

import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bmcspine.publishing.models import Document
from contacts.models import ContactPoint
from procedures.models import Claim
from tests.site.seed_files import (
    CLAIMS,
    CONTACTS,
    FOLDERS,
    NOTICES,
    PAGE,
    SOURCES,
    STORY,
    WORDS,
    copied_to,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(tmp_path, settings):
    """A copy of the project's content that a test may spoil."""
    settings.BASE_DIR = copied_to(tmp_path)
    return tmp_path


def spoil(files, name, old, new):
    """Replace the first `old` in a file; return its line and the line its table begins on."""
    text = (files / name).read_text()
    (files / name).write_text(text.replace(old, new, 1))
    before = text[: text.index(old)].split("\n")
    tables = [number for number, line in enumerate(before, start=1) if line.startswith(("[", "{"))]
    return {"field": len(before), "table": max(tables, default=1)}


def complaints():
    out = StringIO()
    with pytest.raises(CommandError, match="nothing is loaded"):
        call_command("seed_content", stderr=out, stdout=StringIO())
    assert not Document.objects.exists()
    assert not Claim.objects.exists()
    assert not ContactPoint.objects.exists()
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "old", "new", "place", "remedy"),
    [
        (PAGE, "title = ", "titel = ", "field", "`titel` is not a field here"),
        (PAGE, "title = ", "title = 7 #", "field", "title: Write text between quotation marks"),
        (PAGE, "title = ", 'title = ["a"] #', "field", "title: Write text between"),
        (PAGE, "+++\n", "---\n", "field", "between two lines of +++"),
        (PAGE, "title = ", "title : ", "field", "This is not TOML: Expected '='"),
        (PAGE, "title = ", 'title.long = ""\n#', "field", "Write “title = …” here"),
        (PAGE, "position = ", "position = true #", "field", "position: Write a whole number"),
        (PAGE, "[[claim:", "[[claim:no-such-", "field", "There is no claim “no-such-"),
        (PAGE, "[[cards]]", "[[crads]]", "field", "`[[crads]]` is not a table here"),
        (PAGE, "[[cards]]", "[[sections]]", "field", "Write a section below the second +++"),
        (PAGE, "match = ", "match = [1] #", "field", "match: Write text between quotation marks"),
        (PAGE, "match = ", "match.is = 1 #", "field", "match: Write text between quotation marks"),
        (PAGE, "match = ", "key.x = 1\nmatch = ", "field", "This is not TOML"),
        (STORY, '["T12"]', '["T13"]', "field", "Not a vertebra: T13"),
        (STORY, "levels = ", "levels = 12 #", "field", "levels: Write a list of texts"),
        (STORY, "levels = ", "levels = [12] #", "field", "levels: Write a list of texts"),
        (STORY, "levels = ", "position = 1\nlevels = ", "field", "`position` is not a field"),
        (STORY, "usual = ", "usual = 7 #", "field", "usual: Write a list of texts"),
        (STORY, "usual = [", 'usual = ["none", ', "field", "There is no claim “none”"),
        (STORY, "shows_name = ", "shows_name = 1 #", "field", "shows_name: Write true or false"),
        (STORY, '"name"', '"photo"', "field", "the authorization must cover it"),
        (STORY, "covers = ", "covers = 7 #", "field", "covers: Write a list of texts"),
        (STORY, "covers = ", 'covers = "text" #', "field", "covers: Write a list of texts"),
        (STORY, "starts_on = ", "starts_on = 7 #", "field", "starts_on: Write a date like"),
        (CLAIMS, "valid_until = 2027", "valid_until = 2020", "table", "cannot lapse before it was"),
        (CLAIMS, "checked_on = ", "checked_on = 7 #", "field", "checked_on: Write a date like"),
        (CLAIMS, "checked_on = ", 'checked_on = "x" #', "field", "checked_on: Write a date like"),
        (CLAIMS, "checked_on = ", "checked_on = 2999-01-01 #", "field", "This day has not come"),
        (CLAIMS, "checked_on = 2026", "checked_on = 2026-11-01T09:00:00Z #", "field", "a date"),
        (CLAIMS, "certainty = ", "count.of = 7\ncertainty = ", "field", "count: Write a number"),
        (CLAIMS, "certainty = ", "[claim.more]\ncertainty = ", "field", "`more` is not a field"),
        (CLAIMS, "certainty = ", 'certainty = "quite" #', "field", "is not a valid choice"),
        (CLAIMS, "source = ", 'source = "nobody" #', "field", "There is no source “nobody”"),
        (CLAIMS, "source = ", "source = [7] #", "field", "There is no source “[7]”"),
        (CLAIMS, "statement = ", "text = ", "field", "`text` is not a field here"),
        (CLAIMS, "statement = ", "text = ", "table", "statement: This field cannot be blank"),
        (CLAIMS, "denominator = ", 'denominator = "" #', "field", "cannot be blank"),
        (SOURCES, "[[source]]", "[[sauce]]", "field", "Only [[source]] belong here"),
        (SOURCES, "[[source]]", "loose = 1\n[[source]]", "field", "Only [[source]] belong here"),
        (SOURCES, "year = ", "year = 2009.5 #", "field", "year: Write a whole number"),
        (CONTACTS, "[[contact_point]]", "[[contact_points]]", "field", "Only [[clinic]] and"),
        (CONTACTS, "+1617", "+1000", "field", "phone number"),
        (CONTACTS, "number = ", "number = 7 #", "field", "number: Write text between"),
        (CONTACTS, "[clinic]", "[clinic.more]", "field", "a line of its own: [[clinic]]"),
        (CONTACTS, "[clinic]", "clinic = {}\n[[more]]", "field", "a line of its own: [[clinic]]"),
        (CONTACTS, "[[contact_point]]", "[[clinic]]", "field", "This is not TOML"),
        (NOTICES, "[[notice]]", "[[notices]]", "field", "Only [[notice]] belong here"),
        (NOTICES, "ends_at = ", "until = ", "field", "`until` is not a field"),
        (NOTICES, "ends_at = 2021-12-31T", "ends_at = 2021-12-31 #", "field", "a day, time and"),
        (WORDS, '"term"', '"word"', "field", "`word` is not a field here"),
        (WORDS, '"plain": ', '"plain": 7, "x": ', "field", "plain: Write text between"),
        (WORDS, '"aka": [', '"aka": "x", "y": [', "field", "aka: Write a list of texts"),
        (WORDS, '"aka": [', '"aka": [7, ', "field", "aka: Write a list of texts"),
        (WORDS, '"term"', "term", "field", "This is not JSON"),
    ],
)  # fmt: skip
def test_fault_is_named_with_its_very_line_and_remedy(files, name, old, new, place, remedy):
    line = spoil(files, name, old, new)[place]
    said = complaints().splitlines()
    assert any(text.startswith(f"{name}:{line}: ") and remedy in text for text in said), said


@pytest.mark.parametrize("name", [PAGE, STORY, CLAIMS, CONTACTS, NOTICES, WORDS])
@pytest.mark.parametrize(
    ("spoilt", "line", "remedy"),
    [
        (lambda text: b"\n\n# caf\xe9\n" + text, 3, "This line is not UTF-8: save the file"),
        (lambda text: "\n".encode("utf-16"), 1, "This line is not UTF-8: save the file"),
        (lambda text: None, 1, "This file cannot be read (Is a directory)"),
    ],
)
def test_unreadable_file_is_named(files, name, spoilt, line, remedy):
    path = files / name
    text = spoilt(path.read_bytes())
    path.unlink()
    if text is None:
        path.mkdir()
    else:
        path.write_bytes(text)
    assert f"{name}:{line}: {remedy}" in complaints()


@pytest.mark.parametrize(
    ("name", "text", "line", "remedy"),
    [
        (PAGE, "", 1, "Begin the file with its fields"),
        (CONTACTS, "", 1, "This file is empty: add a [clinic] table"),
        (WORDS, "", 1, "This is not JSON: Expecting value"),
        (WORDS, "{}", 1, "Write a list of objects"),
        (WORDS, "[7]", 1, "Write a list of objects"),
        (WORDS, '[\n {"term": "a",\n  "plain": "b",}]', 3, "This is not JSON"),
        (WORDS, '[\n {"term": "a", "plain": "b"},\n {"term": "c"}]', 3, "plain: This field"),
        (NOTICES, '\n[[notice]]\ntitle = """', 3, "This is not TOML: Unterminated string"),
    ],
)
def test_file_of_the_wrong_shape_is_named(files, name, text, line, remedy):
    (files / name).write_text(text)
    assert f"{name}:{line}: {remedy}" in complaints()


@pytest.mark.parametrize("name", [CLAIMS, SOURCES, WORDS, CONTACTS, NOTICES])
def test_missing_file_is_named(files, name):
    (files / name).unlink()
    assert f"{name}:1: This file cannot be read (No such file or directory)" in complaints()


@pytest.mark.parametrize("folder", [f"{folder}/content" for folder in FOLDERS])
def test_missing_folder_is_named(files, folder):
    shutil.rmtree(files / folder)
    assert f"{folder}" in complaints()


def test_folder_that_lost_its_pages_is_refused(files):
    for path in (files / "procedures/content").glob("*.md"):
        path.unlink()
    assert "is this the project's folder?" in complaints()


def test_key_that_stands_twice_is_named(files):
    path = files / CONTACTS
    text = path.read_text()
    twin = text[text.rindex("[[clinician]]") :]
    path.write_text(f"{text}\n{twin}")
    line = text.count("\n") + 2
    assert f"{CONTACTS}:{line}: This stands twice" in complaints()

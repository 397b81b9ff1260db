"""What the gates refuse is named with the line it stands on, however the file is spelled."""

import re
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from tests.site.seed_files import (
    ABOUT,
    CLAIMS,
    CONTACTS,
    PAGE,
    STORY,
    TREATMENT,
    copied_to,
    line_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(tmp_path, settings):
    """A copy of the project's content that a test may spoil."""
    settings.BASE_DIR = copied_to(tmp_path)
    return tmp_path


def check(when="2026-11-23 12:00Z"):
    """Return what `seed_content --check` says on a day."""
    out = StringIO()
    try:
        with time_machine.travel(when, tick=False):
            call_command("seed_content", "--check", stdout=out, stderr=out)
    except CommandError as error:
        out.write(str(error))
    return out.getvalue()


def change(path, old, new):
    """Replace the first `old` in a file; return the line on which `new` stands."""
    text = path.read_text().replace(old, new, 1)
    path.write_text(text)
    return line_of(text, new)


@pytest.mark.parametrize("name", [PAGE, TREATMENT])
def test_unknown_claim_is_named_with_the_line_of_its_token(files, name):
    key = re.search(r"\[\[claim:([a-z0-9-]+)", (files / name).read_text())[1]
    line = change(files / name, f"[[claim:{key}]]", "[[claim:no-such-claim]]")
    assert line > 1
    assert f"{name}:{line}: There is no claim “no-such-claim”" in check()


def test_unknown_claim_in_an_option_is_named_with_its_line(files):
    line = change(files / TREATMENT, 'good = "', 'good = "[[claim:no-such-claim]] ')
    assert f"{TREATMENT}:{line}: There is no claim “no-such-claim”" in check()


def test_lapsed_claim_is_named_with_the_line_of_its_token_on_every_page(files):
    key = "next-fracture"
    text = (files / CLAIMS).read_text()
    start = text.index(f'key = "{key}"')
    end = text.index("valid_until", start)
    (files / CLAIMS).write_text(text[:end] + "valid_until = 2027-01-31 #" + text[end:])
    said = check("2027-02-01 12:00Z").splitlines()
    pages = [
        path for path in files.glob("*/content/*.md") if f"[[claim:{key}]]" in path.read_text()
    ]
    for path in pages:
        place = f"{path.relative_to(files)}:{line_of(path.read_text(), f'[[claim:{key}]]')}"
        assert any(line.startswith(f"{place}: The claim “{key}” lapsed") for line in said), said
    assert len(said) == len(pages) + 1 > 1


def test_lapsed_claim_beside_a_story_is_named_with_the_line_of_its_key(files):
    line = line_of((files / STORY).read_text(), '"benefit-overall"')
    assert f"{STORY}:{line}: The claim “benefit-overall” lapsed" in check("2028-01-15 12:00Z")


@pytest.mark.parametrize("name", [PAGE, TREATMENT])
def test_typed_figure_is_named_with_the_line_of_its_section(files, name):
    text = (files / name).read_text()
    heading = re.findall("^## .*$", text, re.M)[1]
    (files / name).write_text(text.replace(heading, f"{heading}\n\nIt helps 80% of people.\n"))
    assert f"{name}:{line_of(text, heading)}: " in check()


@pytest.mark.parametrize(
    ("table", "field"),
    [("steps", "body"), ("options", "bad"), ("questions", "answer"), ("facts", "text")],
)
def test_typed_figure_is_named_with_the_line_of_its_part(files, table, field):
    text = (files / TREATMENT).read_text()
    start = text.index(f"[[{table}]]", text.index(f"[[{table}]]") + 1)  # the second one
    place = text.index(f'{field} = "', start) + len(f'{field} = "')
    (files / TREATMENT).write_text(f"{text[:place]}Of 80%. {text[place:]}")
    line = text[:start].count("\n") + 1
    assert f"{TREATMENT}:{line}: " in check()


def test_typed_figure_in_the_summary_is_named_with_its_line(files):
    line = change(files / PAGE, 'summary = "', 'summary = "Of 80%. ')
    assert f"{PAGE}:{line}: Summary (summary): “80%” is a figure" in check()


def test_dead_link_is_named_with_the_line_of_its_section(files):
    text = (files / ABOUT).read_text()
    heading = re.findall("^## .*$", text, re.M)[1]
    (files / ABOUT).write_text(text.replace(heading, f"{heading}\n\n[Here](/nowhere/).\n"))
    assert f"{ABOUT}:{line_of(text, heading)}: " in check()


@pytest.mark.parametrize("spelling", ["[[ {} ]]", "[[{}]] # a remark", "  [[{}]]  "])
def test_spelling_of_a_table_does_not_matter(files, spelling):
    for path in files.rglob("content/*.*"):
        text = path.read_text()
        if path.suffix != ".json":
            text = re.sub(
                r"^\[\[(\w+)\]\]$", lambda name: spelling.format(name[1]), text, flags=re.M
            )
            path.write_text(text)
    assert "are in order" in check()
    line = change(files / CONTACTS, "number = ", "nummer = ")
    assert f"{CONTACTS}:{line}: `nummer` is not a field" in check()


@pytest.mark.parametrize(
    "spelled",
    [lambda text: b"\xef\xbb\xbf" + text, lambda text: text.replace(b"\n", b"\r\n")],
    ids=["byte order mark", "line ends of Windows"],
)
def test_spelling_of_a_file_does_not_matter(files, spelled):
    for path in files.rglob("content/*.*"):
        path.write_bytes(spelled(path.read_bytes()))
    assert "are in order" in check()
    text = (files / PAGE).read_bytes().replace(b"[[claim:", b"[[claim:no-such-", 1)
    (files / PAGE).write_bytes(text)
    line = text[: text.index(b"no-such-")].count(b"\n") + 1
    assert f"{PAGE}:{line}: There is no claim “no-such-" in check()

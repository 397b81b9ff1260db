"""The markup is valid, and says of each page what it is."""

import json
import subprocess
import urllib.error
import urllib.request
from itertools import pairwise
from pathlib import Path

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.pages import CONTENT_PAGES, PUBLIC_PAGES, THANKS

ABOUT_PAGE = """() => ({
  title: document.title,
  description: document.querySelector('meta[name=description]')?.content,
  language: document.documentElement.lang,
  canonical: document.querySelector('link[rel=canonical]')?.href,
  levels: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => +h.tagName[1]),
  data: [...document.querySelectorAll('script[type="application/ld+json"]')]
    .map(script => script.textContent),
})"""


def test_markup_is_valid(site: str, npm_packages: Path, tmp_path: Path):
    for path in PUBLIC_PAGES:
        (tmp_path / f"{path.strip('/').replace('/', '_') or 'home'}.html").write_bytes(
            body(site + path)
        )
    checker = npm_packages / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", str(checker), "--errors-only", "--format", "gnu", str(tmp_path)]

    result = subprocess.run(command, check=False, capture_output=True, text=True)

    assert result.returncode == 0, result.stderr.replace(f"file:{tmp_path}/", "")


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_headings_are_in_order(path: str, open_page: OpenPage):
    levels = open_page(path).evaluate(ABOUT_PAGE)["levels"]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(deeper <= level + 1 for level, deeper in pairwise(levels))


@pytest.mark.parametrize("path", CONTENT_PAGES)
def test_structured_data_parses_and_boasts_of_nothing(path: str, open_page: OpenPage):
    blocks = [json.loads(text) for text in open_page(path).evaluate(ABOUT_PAGE)["data"]]
    text = json.dumps(blocks)

    assert blocks != []
    assert "schema.org" in text
    # Patients' stories are not reviews, and nobody gave stars.
    assert "aggregateRating" not in text
    assert '"review"' not in text


def test_titles_and_descriptions_are_of_one_page_only(open_page: OpenPage):
    named = [path for path in CONTENT_PAGES if path != THANKS]  # which has nobody's address
    pages = {path: open_page(path).evaluate(ABOUT_PAGE) for path in named}

    for name in ("title", "description", "canonical"):
        values = [page[name] for page in pages.values()]
        assert all(values), f"a page without {name}: {pages.keys()}"
        assert repeated(values) == set(), name
    assert {page["language"] for page in pages.values()} == {"en"}


def repeated(values: list[str]) -> set[str]:
    return {value for value in values if values.count(value) > 1}


def body(address: str) -> bytes:
    """Return what an address answers, error pages included."""
    try:
        with urllib.request.urlopen(address) as response:
            return response.read()
    except urllib.error.HTTPError as error:
        return error.read()

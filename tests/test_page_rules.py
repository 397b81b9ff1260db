"""House rules on style sheets and templates that no linter knows."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources import ROOT, files, lines_with, where, without_comments

DECLARATION = r"(?<![\w-]){}\s*:(?=[^{{}};]*[;}}])"
"""One CSS declaration; a nested selector such as `a:hover {{` is none."""

CSS_RULES = {
    "colors stand in tokens.css only": re.compile(
        r"#[0-9a-f]{3,8}\b(?=[^{}]*[;}])"
        r"|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color|light-dark)a?\("
        r"|:[^;{}()]*(?<![\w-])(?:white|black|gray|grey|red|green|blue|yellow|orange|brown)(?![\w-])",
        re.I,
    ),
    "logical properties only: inline and block, not left, top, width and the like": re.compile(
        DECLARATION.format(
            r"(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)"
            r"(?:-\w+)?|border-(?:top|bottom)-(?:left|right)-radius|left|right|top|bottom"
            r"|(?:min-|max-)?(?:width|height))"
        )
        + r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
    ),
    "no !important: order the layers instead": re.compile(r"!\s*important"),
    "no ids in selectors": re.compile(r"#[a-z_][\w-]*(?=[^;{}]*\{)", re.I),
}
"""What a style sheet may not contain. Inside @page there is no inline direction; see `judged`."""

TOP_LEVEL_ALLOWED = ("@layer", "@import")

TEMPLATE_RULES = {
    "an include ends in “only”, so that its inputs are visible": re.compile(
        r"{%\s*include\b(?!(?:(?!%}).)*\sonly\s*%})[^%]*%}"
    ),
    "no inline style": re.compile(r"<style\b|\sstyle\s*="),
    "no inline script": re.compile(r"<script\b(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*[\"']|javascript:"),
    "no unescaped text": re.compile(r"\|\s*safe\b|\|\s*safeseq\b|{%\s*autoescape\s+off"),
    "no colors; theme-color in the head is the one place that tokens cannot reach": re.compile(
        r"(?<!name=\"theme-color\")(?:fill|stroke|color)\s*[=:]\s*[\"']?\s*(?:#[0-9a-f]{3,8}\b|rgb|hsl)"
    ),
}


def stylesheets() -> list[Path]:
    return files("static/css", ".css")


def judged(path: Path) -> str:
    """Return what of a style sheet the rules are about."""
    text = without_comments(path.read_text())
    return re.sub(r"@page[^{]*\{(?:[^{}]|\{[^{}]*\})*\}", lambda f: "\n" * f[0].count("\n"), text)


def broken(text: str, rules: dict[str, re.Pattern[str]]) -> Iterator[tuple[int, str]]:
    for rule, pattern in rules.items():
        for line, words in lines_with(pattern, text):
            yield line, f"{words[:60]}  ← {rule}"


def top_level(css: str) -> Iterator[tuple[int, str]]:
    """Yield line and beginning of each statement that stands outside of all braces."""
    depth = start = 0
    for at, character in enumerate(css):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 0 and character in ";}":
            statement = css[start : at + 1]
            line = css.count("\n", 0, at - len(statement.lstrip()) + 1) + 1
            yield line, statement.strip()[:40]
            start = at + 1


def test_stylesheets_follow_the_rules():
    found = []
    for path in stylesheets():
        exempt = ["colors stand in tokens.css only"] if path.name == "tokens.css" else []
        rules = {rule: pattern for rule, pattern in CSS_RULES.items() if rule not in exempt}
        found += [f"{where(path, line)}: {what}" for line, what in broken(judged(path), rules)]
    assert not found, "\n" + "\n".join(found)


def test_every_stylesheet_wraps_itself_in_a_layer():
    found = [
        f"{where(path, line)}: {statement}  ← put it into an @layer"
        for path in stylesheets()
        for line, statement in top_level(without_comments(path.read_text()))
        if not statement.startswith(TOP_LEVEL_ALLOWED)
    ]
    assert not found, "\n" + "\n".join(found)


def test_templates_follow_the_rules():
    found = [
        f"{where(path, line)}: {what}"
        for path in files("templates", ".html")
        for line, what in broken(path.read_text(), TEMPLATE_RULES)
    ]
    assert not found, "\n" + "\n".join(found)


def test_components_name_their_inputs():
    found = [
        f"{where(path, 1)}: begin with a comment that names the inputs"
        for path in (ROOT / "templates" / "components").glob("*.html")
        if not re.match(r"{#\s*\S|{% comment", path.read_text())
    ]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("css", "breaks"),
    [
        ("a { color: #fff; }", 1),
        ("a { border: 1px solid red }", 1),
        ("a { color: oklch(.5 .1 20); }", 1),
        ("a { color: var(--red); background: transparent; }", 0),
        ("a { margin-left: 0; }", 1),
        ("a { width: 3px }", 1),
        ("a { border-inline-start-width: 3px; inset-block-start: 0; }", 0),
        ("@media (min-width: 48rem) { a { inline-size: 1px; } }", 0),
        ("a { text-align: right; }", 1),
        ("a { transition: width; }", 0),
        ("a { display: none !important; }", 1),
        ("#main { margin: 0; }", 1),
        ("a { &:hover { fill: url(#x); } }", 0),
    ],
)
def test_rules_on_css_know_right_from_wrong(css: str, breaks: int):
    assert len(list(broken(css, CSS_RULES))) == breaks


@pytest.mark.parametrize(
    ("html", "breaks"),
    [
        ('{% include "a.html" %}', 1),
        ('{% include "a.html" with only=1 %}', 1),
        ('{% include "a.html" with x=1 only %}', 0),
        ('<p style="color: red">', 1),
        ("<script>x()</script>", 1),
        ('<script type="module" src="x.js"></script>', 0),
        ('<a onclick="x()">', 1),
        ("{{ body|safe }}", 1),
        ('<path fill="#ff0000">', 1),
        ('<path fill="none" stroke="currentColor">', 0),
    ],
)
def test_rules_on_templates_know_right_from_wrong(html: str, breaks: int):
    assert len(list(broken(html, TEMPLATE_RULES))) == breaks

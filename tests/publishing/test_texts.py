"""Rich texts: only the allowed tags are kept, on saving and on showing, and once is enough."""

import random
import re
from datetime import date

import pytest

from bmcspine.publishing.staff.texts import LongLine, Prose
from bmcspine.publishing.texts.markup import TAGS, clean
from procedures.weave import Weaver

NASTY = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href=" &#106;avascript:alert(1)" onclick="x()">x</a>',
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1&gt;'>",
    "<p style='background:url(//evil)' class=x id=main>y</p>",
    "<iframe src=//evil></iframe><object data=x></object><form action=//evil><input></form>",
    "<p><table><p>a<td>b</table></p>",
    "<ul><li>a<li>b</ul></ol>",
    "<b>bold</b><i>italic</i><h1>Big</h1><h3>Third</h3>",
    "<!-- comment --><?php x ?><![CDATA[ y ]]>",
    '<p title="</p><script>x</script>">z</p>',
    "<noscript><p title='</noscript><img src=x onerror=x>'>",
    "[[claim:<script>]]",
    "&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; &nbsp;",
]
PIECES = [
    *NASTY,
    "<p>",
    "</p>",
    "<li>",
    "<ul>",
    "<a href='/x'>",
    "</a>",
    "<br>",
    "[[claim:a-b]]",
    "<",
]


def tags(html: str) -> set[str]:
    return set(re.findall(r"<([a-z0-9]+)", html))


@pytest.mark.parametrize("payload", NASTY)
def test_nasty_text_is_harmless_once_saved(payload):
    kept = Prose(required=False).clean(payload)
    assert tags(kept) <= TAGS
    assert not re.search(r"<[^>]+\s(?!href=)[a-z-]+=", kept)
    assert not re.search(r'href="\s*(?:javascript|data)', kept, re.IGNORECASE)


def test_cleaning_again_changes_nothing():
    chance = random.Random(1)  # noqa: S311 the same texts in every run
    for _ in range(3000):
        once = clean("".join(chance.choices(PIECES, k=chance.randint(1, 8))))
        assert clean(once) == once
        assert Prose(required=False).clean(once) == once.strip()


@pytest.mark.parametrize("payload", NASTY)
def test_text_that_went_around_the_form_is_cleaned_when_shown(payload):
    assert tags(Weaver({}, date(2026, 1, 2)).html(payload)) <= TAGS | {"span"}


@pytest.mark.parametrize("typed", ["<p>One</p>\r\n<p>Two</p>", "<p>One</p>\n<p>Two</p>"])
def test_line_ends_of_browsers_are_no_change(typed):
    assert Prose().clean(typed) == "<p>One</p>\n<p>Two</p>"


def test_long_line_stays_one_line():
    assert LongLine().clean(" One.\r\nTwo. ") == "One. Two."

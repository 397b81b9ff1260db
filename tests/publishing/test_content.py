from bmcspine.publishing.content import digest
from bmcspine.publishing.texts.markup import clean, from_markdown


def test_digest_ignores_the_order_of_keys():
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})


def test_digest_ignores_how_an_accent_is_typed():
    assert digest({"a": "e\u0301"}) == digest({"a": "\u00e9"})


def test_digest_changes_with_one_letter():
    assert digest({"a": "bone"}) != digest({"a": "bones"})


def test_cleaning_drops_everything_but_the_narrow_list():
    dirty = '<p onclick="x()">A<script>x()</script><img src=x><a href="javascript:x()">b</a></p>'
    assert clean(dirty) == "<p>A<a>b</a></p>"


def test_cleaning_twice_changes_nothing_more():
    once = clean("<h1>A</h1><p>1 < 2 &amp; <b>c</b> <a href='/glossary/'>d</a></p>")
    assert clean(once) == once


def test_markdown_becomes_paragraphs_lists_and_links():
    html = from_markdown("One **two**.\n\n- a\n- [b](/glossary/)\n")
    assert "<strong>two</strong>" in html
    assert '<li><a href="/glossary/">b</a></li>' in html


def test_markdown_carries_no_raw_html_through():
    assert "<script" not in from_markdown("<script>x()</script>")

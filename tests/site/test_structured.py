"""Structured data and review stamps: nothing is said to machines that readers do not see."""

import json
import re

import pytest
import time_machine
from django.utils.html import strip_tags

from bmcspine.publishing.models import Edition
from tests import factories
from tests.site.test_pages import PAGES, body

pytestmark = pytest.mark.django_db
JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def structured(html):
    return {row["@type"]: row for row in json.loads(JSON_LD.search(html)[1])}


def words(html):
    """The visible words of a page, each divided by one blank."""
    visible = re.sub(r"(?s)<(script|style|title)\b.*?</\1>", " ", html)
    visible = re.sub(r"(?s)<sup>.*?</sup>|<span id=\"term-[^>]*popover>.*?</span>", "", visible)
    for name, sign in {"&amp;": "&", "&#x27;": "'", "&quot;": '"'}.items():
        visible = visible.replace(name, sign)
    return " ".join(strip_tags(re.sub(r"</(p|li|h\d|td|th|dt|dd)>", r" </\1>", visible)).split())


def test_breadcrumb_in_the_data_is_the_one_on_the_page(client, content):
    for address in PAGES[1:]:
        html = body(client, address)
        trail = structured(html)["BreadcrumbList"]["itemListElement"]
        assert [step["position"] for step in trail] == list(range(1, len(trail) + 1))
        for step in trail:
            assert step["name"] in words(html), address
        assert trail[-1]["item"] == f"http://127.0.0.1:8000{address}"


def test_every_answer_in_the_data_stands_on_the_page(client, content):
    html = body(client, "/procedures/vertebroplasty-and-kyphoplasty/")
    read = words(html)
    questions = structured(html)["FAQPage"]["mainEntity"]
    assert len(questions) > 5
    for question in questions:
        assert question["name"] in read
        assert " ".join(question["acceptedAnswer"]["text"].split()) in read


def test_procedure_data_stands_on_the_page(client, content):
    html = body(client, "/procedures/vertebroplasty-and-kyphoplasty/")
    read = words(html)
    data = structured(html)["MedicalProcedure"]
    for name in ("name", "description", "preparation", "howPerformed", "followup"):
        assert data[name] in read, name


def test_unreviewed_page_says_so_and_names_no_reviewer(client, content):
    html = body(client, "/procedures/vertebroplasty-and-kyphoplasty/")
    data = structured(html)["MedicalWebPage"]
    assert "lastReviewed" not in data
    assert "reviewedBy" not in data
    assert words(html).count("has not checked this page yet") >= 1


def test_reviewed_page_shows_who_read_it_and_when_it_is_due(client):
    edition = factories.published(factories.procedure_page(), whole_page=True)
    html = body(client, edition.get_absolute_url())
    live = Edition.objects.live().with_review().get()
    data = structured(html)["MedicalWebPage"]
    assert data["reviewedBy"]["name"] == live.reviewed_by
    assert live.reviewed_by in words(html)
    assert f"{live.review_due:%B} {live.review_due.day}, {live.review_due.year}" in words(html)
    assert "has not checked" not in words(html)


def test_page_whose_review_is_late_says_so(client):
    with time_machine.travel("2025-01-15 12:00Z", tick=False):
        edition = factories.published(factories.procedure_page(), whole_page=True)
    read = words(body(client, edition.get_absolute_url()))
    assert "The next check was due on January 15, 2026 and is late." in read


def test_page_whose_changes_alone_were_approved_claims_no_whole_review(client):
    edition = factories.published(factories.procedure_page())
    html = body(client, edition.get_absolute_url())
    assert "Nobody has read all of it in one piece yet." in words(html)
    assert "None" not in words(html)
    assert "lastReviewed" not in structured(html)["MedicalWebPage"]

"""Audits of links find what leads nowhere, inside the site and out of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bmcspine.publishing import workflow
from bmcspine.publishing.models import Edition
from bmcspine.site.links.answers import Answer
from bmcspine.site.management.commands.check_links import keep
from bmcspine.site.models import OutsideLink
from bmcspine.site.proofs.drawing import DrawnSite
from bmcspine.site.proofs.links import links_inside_lead_somewhere, links_outside_lead_somewhere
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clean_site", "static_files")]
STUDY = "https://study.example/"


def link_to(target):
    body = f'<p>See <a href="{target}">the page</a>.</p>'
    factories.published(factories.procedure_page(slug="linking", body=body))


def test_links_of_a_clean_site_hold(problems):
    link_to("/procedures/bones/#what")
    assert problems(links_inside_lead_somewhere) == []


def test_link_to_a_withdrawn_page_is_found(problems):
    link_to("/procedures/bones/")
    bones = Edition.objects.get(document__slug="bones")
    workflow.withdraw(bones, by=factories.member("Publisher"), reason="It is wrong.")
    assert problems(links_inside_lead_somewhere) == [
        "/procedures/linking/ links to /procedures/bones/: it answers 410."
    ]


def test_link_to_an_anchor_that_is_not_there_is_found(problems):
    link_to("/procedures/bones/#nowhere")
    assert problems(links_inside_lead_somewhere) == [
        "/procedures/linking/ links to /procedures/bones/#nowhere: there is no such anchor."
    ]


def test_picture_that_is_not_there_is_found(problems, static_files):
    (static_files / "img" / "mark.svg").unlink()
    found = problems(links_inside_lead_somewhere)
    assert "/about/ loads /static/img/mark.svg: it answers 404." in found


def test_links_outside_that_nobody_asked_are_found(problems):
    link_to(STUDY)
    assert problems(links_outside_lead_somewhere) == [
        "1 were never asked: run manage.py check_links."
    ]


def test_broken_link_outside_is_found(problems):
    link_to(STUDY)
    keep(STUDY, [], Answer(404))
    assert problems(links_outside_lead_somewhere) == [f"{STUDY} answers 404."]


def test_age_of_the_check_is_told_and_may_not_be_great(problems):
    link_to(STUDY)
    keep(STUDY, [], Answer(200))
    assert "asked 0" in links_outside_lead_somewhere(DrawnSite()).note
    OutsideLink.objects.update(checked_at=timezone.now() - timedelta(days=15))
    assert problems(links_outside_lead_somewhere) == [
        "That is too long ago: run manage.py check_links every week."
    ]
    assert (
        links_outside_lead_somewhere(DrawnSite()).note
        == "asked 2\N{NO-BREAK SPACE}weeks, 1\N{NO-BREAK SPACE}day ago"
    )

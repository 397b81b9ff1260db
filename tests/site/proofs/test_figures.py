"""The audit of figures finds what is printed without a claim, or not printed for one."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from bmcspine.site.proofs.figures import claims_are_printed_with_their_sources
from procedures import weave
from procedures.weave import Weaver

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clean_site")]
STATEMENT = "About 1 in 5 people say so."


def later():
    return time_machine.travel(timezone.now() + timedelta(days=400), tick=False)


def test_lapsed_claim_is_withheld_and_the_audit_holds(problems):
    with later():
        assert problems(claims_are_printed_with_their_sources) == []


def test_lapsed_claim_that_is_printed_is_found(problems, monkeypatch):
    monkeypatch.setattr(weave, "is_current", lambda claim, on: True)
    with later():
        found = problems(claims_are_printed_with_their_sources)
    assert f"/procedures/bones/ prints “{STATEMENT}”, which no current claim says." in found
    assert "/procedures/bones/ should print “We are checking this figure.”, and does not." in found


def test_figure_without_its_source_is_found(problems, template):
    template("components/sources.html", "")
    assert problems(claims_are_printed_with_their_sources) == [
        f"/procedures/bones/ prints “{STATEMENT}” without its source.",
        f"/stories/a-fall/ prints “{STATEMENT}” without its source.",
    ]


def test_claim_that_is_left_out_is_found(problems, template):
    template("components/section.html", "<h2>{{ section.heading }}</h2>")
    assert problems(claims_are_printed_with_their_sources) == [
        f"/procedures/bones/ should print “{STATEMENT}”, and does not."
    ]


def test_mark_of_a_claim_that_reaches_readers_is_found(problems, monkeypatch):
    monkeypatch.setattr(Weaver, "_statement", lambda weaver, token: token.group())
    found = problems(claims_are_printed_with_their_sources)
    assert "/procedures/bones/ prints the mark of the claim “share”." in found


def test_figure_that_says_something_else_than_its_claim_is_found(problems, monkeypatch):
    real = Weaver._statement
    monkeypatch.setattr(
        Weaver, "_statement", lambda weaver, token: real(weaver, token).replace("5", "3")
    )
    found = problems(claims_are_printed_with_their_sources)
    assert (
        "/stories/a-fall/ prints “About 1 in 3 people say so.”, which no current claim says."
        in found
    )

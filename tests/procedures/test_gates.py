from datetime import timedelta

import pytest
from django.utils import timezone

from bmcspine.publishing import gates
from procedures.gates import REQUIRED_ROLES
from procedures.models import Option, Section
from tests import factories

pytestmark = pytest.mark.django_db


def closed_by(page):
    return {finding.gate for finding in gates.blocking(gates.check(factories.saved(page)))}


def test_smallest_patient_page_passes():
    assert closed_by(factories.procedure_page()) == set()


@pytest.mark.parametrize(
    "words",
    ["80% feel better", "1 in 5 people", "wait 2 weeks", "half of all people", "one in five"],
)
def test_typed_figure_closes_the_gate(words):
    page = factories.procedure_page(body=f"<p>{words}</p>")
    assert closed_by(page) == {"figures_are_claims"}


@pytest.mark.parametrize("words", ["the bone T12", "C1 to C7", "call 911"])
def test_names_of_bones_and_the_emergency_number_are_no_figures(words):
    assert closed_by(factories.procedure_page(body=f"<p>{words}</p>")) == set()


def test_figure_inside_a_claim_passes():
    claim = factories.claim(statement="About 44 of 100 people feel better.")
    assert closed_by(factories.procedure_page(body=f"<p>[[claim:{claim.key}]]</p>")) == set()


def test_page_for_doctors_may_hold_figures_and_long_words():
    hard = "Vertebral augmentation necessitates multidisciplinary evaluation of 3. " * 9
    page = factories.procedure_page(
        body=f"<p>{hard}</p>", audience="clinicians", page_kind="referral"
    )
    assert closed_by(page) == set()


def test_unknown_claim_closes_the_gate():
    assert closed_by(factories.procedure_page(body="<p>[[claim:none]]</p>")) == {"claims_are_known"}


def test_lapsed_claim_closes_the_gate():
    yesterday = timezone.localdate() - timedelta(days=1)
    claim = factories.claim(checked_on=yesterday, valid_until=yesterday)
    page = factories.procedure_page(body=f"<p>[[claim:{claim.key}]]</p>")
    assert closed_by(page) == {"claims_are_current"}


def test_benefit_and_harm_out_of_different_numbers_close_the_gate():
    benefit = factories.claim(kind="benefit", count=44, per=100)
    harm = factories.claim(kind="harm", count=7, per=1000)
    body = f"<p>[[claim:{benefit.key}]] [[claim:{harm.key}]]</p>"
    assert closed_by(factories.procedure_page(body=body)) == {
        "benefit_and_harm_share_a_denominator"
    }


def test_passage_above_grade_eight_closes_the_gate():
    hard = "Percutaneous vertebral augmentation necessitates multidisciplinary evaluation. " * 9
    assert closed_by(factories.procedure_page(body=f"<p>{hard}</p>")) == {"reads_easily"}


@pytest.mark.parametrize(
    "target",
    ["/no/such/page/", "/about-us/", "/procedures/nope/", "glossary/", "#none", "tel:1"],
)
def test_link_that_leads_nowhere_closes_the_gate(target):
    page = factories.procedure_page(body=f'<p><a href="{target}">There</a></p>')
    assert closed_by(page) == {"links_resolve"}


@pytest.mark.parametrize(
    "target", ["/glossary/", "/procedures/other/#what", "#what", "https://a.org"]
)
def test_link_that_leads_somewhere_passes(target):
    factories.saved(factories.procedure_page(slug="other"))
    page = factories.procedure_page(body=f'<p><a href="{target}">There</a></p>')
    assert closed_by(page) == set()


@pytest.mark.parametrize("target", ["/spine/t12/", "/contact/ann-doe/", "/contact/ann-doe.vcf"])
def test_link_to_a_bone_or_a_clinician_passes(target):
    page = factories.procedure_page(body=f'<p><a href="{target}">There</a></p>')
    assert closed_by(page) == set()


@pytest.mark.parametrize("words", ["here", "Click here.", "<strong>Read more</strong>", "more …"])
def test_link_that_does_not_say_where_it_leads_closes_the_gate(words):
    page = factories.procedure_page(body=f'<p>See <a href="/glossary/">{words}</a></p>')
    assert closed_by(page) == {"links_say_where"}


@pytest.mark.parametrize("words", ["More on this", "what happens here", "All words explained"])
def test_link_that_says_where_it_leads_passes(words):
    page = factories.procedure_page(body=f'<p><a href="/glossary/">{words}</a></p>')
    assert closed_by(page) == set()


def test_token_where_no_page_puts_a_claim_closes_the_gate():
    key = factories.claim().key
    page = factories.procedure_page(summary=f"See [[claim:{key}]]")
    assert closed_by(page) == {"tokens_stand_in_texts"}
    card = factories.procedure_page()
    card.cards.update(items=f"[[claim:{key}]]")
    assert closed_by(card) == {"tokens_stand_in_texts"}


def test_address_that_another_page_has_closes_the_gate():
    page = factories.information_page("stories")
    assert closed_by(page) == {"address_is_its_own"}


def test_anchor_that_the_frame_has_already_closes_the_gate():
    page = factories.procedure_page()
    page.sections.update(key="sources")
    assert closed_by(page) == {"anchors_are_free"}


def test_patient_page_without_its_emergency_card_is_held_back():
    page = factories.procedure_page()
    page.cards.all().delete()
    assert closed_by(page) == {"warns_of_emergencies"}


def test_treatment_page_needs_every_section_and_two_options():
    page = factories.procedure_page(page_kind="procedure")
    assert closed_by(page) == {"has_required_sections", "options_include_waiting"}
    for role in REQUIRED_ROLES.keys() - {"what"}:
        Section.objects.create(document=page, key=role, role=role, heading=role, body="<p>Yes.</p>")
    words = dict.fromkeys(("what", "good", "bad", "asks", "certainty"), "Yes.")
    for name in ("Cement", "Balloon"):
        Option.objects.create(document=page, key=name.lower(), name=name, **words)
    assert closed_by(page) == {"options_include_waiting"}
    Option.objects.create(document=page, key="wait", name="Waiting", is_waiting=True, **words)
    assert closed_by(page) == set()


def test_long_sentence_is_advice_and_blocks_nothing():
    page = factories.procedure_page(body=f"<p>{'We go on and on ' * 6}.</p>")
    findings = gates.check(factories.saved(page))
    assert [finding.gate for finding in findings] == ["sentences_are_short"]
    assert not gates.blocking(findings)


def test_finding_tells_staff_where_and_what_to_do():
    page = factories.procedure_page(body="<p>It helps 80% of people.</p>")
    (finding,) = gates.check(factories.saved(page))
    assert str(finding).startswith("What it is (sections): “80%” is a figure: make it a claim")


def test_finding_leads_to_the_part_that_it_is_about():
    page = factories.procedure_page(body='<p>It helps 80% of people. <a href="/no/">See</a>.</p>')
    places = {(found.part, found.key) for found in gates.check(factories.saved(page))}
    assert places == {("sections", "what")}


def test_finding_on_a_claim_leads_to_the_text_that_refers_to_it():
    page = factories.procedure_page(body="<p>[[claim:none]]</p>")
    (finding,) = gates.check(factories.saved(page))
    assert (finding.part, finding.key) == ("sections", "what")


def test_finding_on_a_field_of_the_page_leads_to_the_field():
    page = factories.procedure_page(summary="It helps 80% of people.")
    (finding,) = gates.check(factories.saved(page))
    assert (finding.part, finding.key) == ("summary", "summary")

import pytest

from bmcspine.publishing import gates
from procedures.decision_gates import LEANINGS, REQUIRED, TOLD
from procedures.models import IconArray, Option, Section, Tick
from tests import factories

pytestmark = pytest.mark.django_db


def aid():
    """The smallest aid to decide that passes every gate."""
    page = factories.procedure_page(page_kind="decision", slug="is-this-for-me")
    for role in REQUIRED.keys() - {"what"}:
        words = {"key": f"on-{role}", "role": role, "heading": role, "body": "<p>Words.</p>"}
        Section.objects.create(document=page, **words)
    for is_waiting in (True, False):
        words = dict.fromkeys(TOLD, "It is so.")
        key = f"waiting-{is_waiting}".lower()
        Option.objects.create(document=page, key=key, name=key, is_waiting=is_waiting, **words)
    for leans in LEANINGS:
        Tick.objects.create(document=page, key=leans, label="I hurt.", leans=leans)
    return page


def found(page):
    return gates.blocking(gates.check(factories.saved(page)))


def closed_by(page):
    return {finding.gate for finding in found(page)}


def test_smallest_aid_passes():
    assert closed_by(aid()) == set()


@pytest.mark.parametrize("role", sorted(REQUIRED))
def test_missing_section_is_named(role):
    page = aid()
    page.sections.filter(role=role).delete()
    (finding,) = found(page)
    assert finding.message == f"Add a section on {REQUIRED[role]}."


def test_empty_section_counts_as_missing():
    page = aid()
    page.sections.filter(role="funding").update(body=" ")
    assert closed_by(page) == {"aid_has_every_section"}


@pytest.mark.parametrize("field", sorted(TOLD))
def test_option_told_in_less_detail_closes_the_gate(field):
    page = aid()
    page.options.filter(is_waiting=True).update(**{field: " "})
    messages = [one.message for one in found(page) if one.gate == "options_are_told_alike"]
    assert f"Say of this choice {TOLD[field]}, as of the others." in messages


@pytest.mark.parametrize("field", ["good", "bad"])
def test_one_side_told_at_length_closes_the_gate(field):
    page = aid()
    page.options.filter(is_waiting=False).update(**{field: "It is so. " * 4})
    assert closed_by(page) == {"options_are_told_alike"}


def test_aid_without_waiting_closes_the_gate():
    page = aid()
    page.options.update(is_waiting=False)
    assert closed_by(page) == {"options_include_waiting"}


@pytest.mark.parametrize("leans", sorted(LEANINGS))
def test_nothing_to_tick_for_one_side_closes_the_gate(leans):
    page = aid()
    page.ticks.filter(leans=leans).delete()
    (finding,) = found(page)
    assert LEANINGS[leans] in finding.message


def test_benefit_drawn_without_a_harm_closes_the_gate():
    page = aid()
    for kind in ("benefit", "harm"):
        claim = factories.claim(kind=kind, count=7, per=10, statement="It was 7 of 10.")
        words = {"heading": kind, "role": "what", "outcome": "gain", "group": "All", "out_of": 10}
        IconArray.objects.create(document=page, key=kind, claim=claim.key, **words)
    assert closed_by(page) == set()
    page.iconarrays.filter(key="harm").delete()
    assert closed_by(page) == {"benefits_are_drawn_with_harms"}


def test_other_pages_need_none_of_it():
    page = aid()
    page.page_kind = "information"
    page.save()
    page.sections.exclude(role="what").delete()
    page.ticks.all().delete()
    assert closed_by(page) == set()


def test_boxes_have_no_name_and_their_form_cannot_be_sent(client):
    page = aid()
    factories.published(page)
    response = client.get(page.get_absolute_url())
    html = response.content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    assert main.count('type="checkbox"') == 3
    assert " name=" not in main
    assert "form-action 'none'" in response["Content-Security-Policy"]

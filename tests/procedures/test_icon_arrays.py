from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from bmcspine.publishing import gates
from bmcspine.publishing.models import Edition
from procedures.drawable import placed, refusals
from procedures.models import IconArray
from tests import factories
from tests.procedures.shapes import heads

pytestmark = pytest.mark.django_db

SENTENCE = "With cement, 44 of 100 had mild pain. It was 21 of 100 with a pretend procedure."
TODAY = timezone.localdate


def counted(**values):
    """A claim that can be drawn with its comparison group."""
    usual = {"statement": SENTENCE, "kind": "benefit", "count": 44, "per": 100}
    claim = factories.claim(**usual | {"compared_count": 21} | values)
    claim.refresh_from_db()
    return claim


def drawn(page, claim, **values):
    usual = {"heading": "Early pain", "role": "what", "outcome": "mild pain", "group": "Cement"}
    number = page.iconarrays.count()
    return IconArray.objects.create(
        document=page, key=f"array-{number}", position=number, claim=claim, **usual | values
    )


def page_with(*claims, **values):
    page = factories.procedure_page()
    for claim in claims:
        drawn(page, claim.key, **values)
    return page


def closed_by(page):
    return {finding.gate for finding in gates.blocking(gates.check(factories.saved(page)))}


def read(client, page):
    factories.published(page)
    return client.get(page.get_absolute_url()).content.decode()


def test_claim_and_its_comparison_are_drawn_with_all_that_stands_behind(client):
    claim = counted(time_span="14 days", comparison="none (no comparison group)")
    page = page_with(claim, compared_group="Pretend")
    html = read(client, page)
    paths = [part.partition('"')[0] for part in html.split('d="')[1:]]
    assert [len(heads(path)) for path in paths if path.startswith("M")][:4] == [44, 56, 21, 79]
    for words in (SENTENCE, "44 of 100", "<td>79</td>", "14 days", "500 people", "Perhaps"):
        assert words in html
    assert "Compared with: none (no comparison group)." in html
    assert 'href="#source-1"' in html
    assert 'id="source-1"' in html
    assert "components/people" in html


def test_page_without_pictures_does_not_ask_for_their_style(client):
    assert "components/people" not in read(client, factories.procedure_page())


def test_edition_carries_the_claim_and_its_comparison():
    content = factories.saved(page_with(counted())).content
    (claim,) = content["claims"].values()
    assert (claim["count"], claim["compared_count"]) == ("44", "21")


def test_claim_without_comparison_is_copied_as_before():
    assert "compared_count" not in counted(compared_count=None).to_content()


@pytest.mark.parametrize(
    "values", [{"compared_count": 21}, {"count": 4, "per": 10, "compared_count": 11}]
)
def test_database_refuses_a_comparison_without_its_count(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.claim(**values)


@pytest.mark.parametrize(
    ("claim", "array", "says"),
    [
        ({"count": None, "per": None, "compared_count": None}, {}, "is no count"),
        ({"compared_count": None}, {"compared_group": "Pretend"}, "no count for its comparison"),
        ({"count": "0.7", "statement": "0.7 of 100 had."}, {}, "no whole number of people"),
        ({}, {"out_of": 10}, "no whole number of people out of 10"),
        ({"statement": "Up to 44 of 100 had mild pain."}, {}, "best result alone"),
        ({"statement": "Many had mild pain."}, {}, "must name the 44"),
        ({"statement": f"{SENTENCE} Of all, 10 of 100 fell."}, {}, "one picture shows one outcome"),
        ({"statement": "It was 44 %, and 9 % fell."}, {}, "also tells of 9 of 100"),
    ],
)
def test_claim_that_cannot_be_drawn_closes_the_gate(claim, array, says):
    page = page_with(counted(**claim), **array)
    found = gates.blocking(gates.check(factories.saved(page)))
    told = [one.message for one in found if one.gate == "pictures_show_their_claims"]
    assert says in " ".join(told)


def test_count_above_its_denominator_is_refused_though_no_claim_can_say_it():
    row = IconArray(claim="a", group="All", out_of=100).to_content()
    content = counted().to_content() | {"count": "144"}
    assert any("cannot be: correct" in message for message in refusals(row, content))


@pytest.mark.parametrize("words", ["up to 12 months, 44 of 100", "44 of 100, up to 3 weeks later"])
def test_up_to_may_say_how_long(words):
    page = page_with(counted(statement=f"Followed {words}, 21 of 100 with none."))
    assert closed_by(page) == set()


def test_complement_is_the_same_outcome():
    page = page_with(counted(statement="44 of 100 had mild pain, 56 of 100 did not."))
    assert closed_by(page) == set()


def test_unknown_and_lapsed_claims_close_the_gates_at_their_place():
    lapsed = counted(checked_on=TODAY() - timedelta(9), valid_until=TODAY() - timedelta(1))
    page = page_with(lapsed)
    drawn(page, "none")
    found = gates.check(factories.saved(page))
    assert {(one.gate, one.part, one.key) for one in found} == {
        ("claims_are_known", "iconarrays", "array-1"),
        ("claims_are_current", "iconarrays", "array-0"),
    }


def beside(first, second, **values):
    page = page_with(first)
    drawn(page, second.key, beside=True, **values)
    return page


def test_harm_beside_a_benefit_shares_its_scale(client):
    page = beside(counted(), counted(kind="harm"))
    assert read(client, page).count("<figure") == 2


@pytest.mark.parametrize(
    ("claim", "array"),
    [({"per": 1000, "statement": "44 of 1000."}, {}), ({}, {"role": "harms"})],
)
def test_pictures_on_different_scales_close_the_gate(claim, array):
    page = beside(counted(), counted(compared_count=None, **claim), **array)
    assert "pictures_share_a_scale" in closed_by(page)


def test_more_than_four_side_by_side_close_the_gate():
    page = page_with(counted())
    for _ in range(4):
        drawn(page, counted().key, beside=True)
    assert closed_by(page) == {"pictures_share_a_scale"}


def test_first_picture_has_none_before_it():
    assert closed_by(page_with(counted(), beside=True)) == {"pictures_share_a_scale"}


def test_picture_needs_its_section():
    assert closed_by(page_with(counted(), role="harms")) == {"pictures_have_a_section"}


def test_picture_is_left_out_when_its_claim_lapses_and_so_is_the_one_beside_it(client):
    page = beside(counted(), counted(kind="harm", valid_until=TODAY()))
    content = factories.published(page).content
    assert placed(content, TODAY())["has_pictures"]
    later = placed(content, TODAY() + timedelta(days=1))
    assert not later.get("has_pictures")
    assert "pictures" not in later["sections"][0]


def test_old_edition_knows_no_pictures(client):
    page = factories.procedure_page()
    content = factories.published(page).content
    old = {name: value for name, value in content.items() if name != "iconarrays"}
    assert placed(old, TODAY()) == old
    assert gates.check(Edition(document=page, number=2, content=old)) == []


def test_staff_choose_among_claims_that_can_be_drawn(client):
    client.force_login(factories.member("Writer"))
    sentence, silent = counted(), factories.claim(statement="Nobody counted this.")
    page = page_with(sentence)
    drawn(page, "gone")
    html = client.get(reverse("admin:procedures_procedurepage_change", args=[page.pk])).content
    assert f'<option value="{sentence.key}" selected>'.encode() in html
    assert silent.statement.encode() not in html
    assert "The claim “gone”".encode() in html

"""Which claims can be drawn as people, one by one, by their words and numbers."""

from datetime import date

import pytest

from procedures.drawable import placed, refusals

ROW = {"claim": "ease", "group": "Cement", "compared_group": "", "out_of": 100}
CLAIM = {"statement": "44 of 100 had it, and 21 of 100.", "count": "44", "per": 100}


def said(claim, **row):
    return " ".join(refusals(ROW | row, CLAIM | {"compared_count": "21"} | claim))


@pytest.mark.parametrize("group", ["", "Pretend"])
def test_claim_that_tells_both_counts_can_be_drawn(group):
    assert said({}, compared_group=group) == ""


def test_comparison_that_is_drawn_stands_in_the_sentence():
    alone = {"statement": "44 of 100 had it."}
    assert said(alone) == ""
    assert "must name the 21 that is drawn" in said(alone, compared_group="Pretend")


@pytest.mark.parametrize("per", [10, 150])
def test_no_person_stands_for_a_part_of_one(per):
    claim = {"count": "3", "per": per, "statement": f"3 of {per}.", "compared_count": None}
    assert f"counts out of {per}, which cannot be shared among 100 people" in said(claim)


def test_person_may_stand_for_ten():
    claim = {"count": "30", "per": 1000, "statement": "30 of 1000.", "compared_count": None}
    assert said(claim) == ""


@pytest.mark.parametrize(
    "words", ["Up to 44", "Up to nearly 44", "up to half, 44", "up to about 44"]
)
def test_up_to_tells_of_the_best_result(words):
    claim = {"statement": f"It was {words} of 100, and 21 of 100."}
    assert "best result alone" in said(claim)


@pytest.mark.parametrize("words", ["up to 12 months", "up to about 3 weeks", "up to 1 year"])
def test_up_to_may_tell_how_long(words):
    assert said({"statement": f"44 of 100 had it for {words}, and 21 of 100."}) == ""


@pytest.mark.parametrize(("day", "pictures"), [(1, [1, 1, 1]), (2, [0, 0, 1])])
def test_no_benefit_is_drawn_where_a_harm_elsewhere_has_lapsed(day, pictures):
    roles = ("benefits", "harms", "what")
    ends = {"ease": "2030-01-02", "leak": "2030-01-01"}
    content = {
        "sections": [{"role": role} for role in roles],
        "iconarrays": [
            ROW | {"role": role, "beside": False, "claim": claim}
            for role, claim in zip(roles, ("ease", "leak", "ease"), strict=True)
        ],
        "claims": {
            key: CLAIM | {"compared_count": "21", "valid_until": end} for key, end in ends.items()
        },
    }
    page = placed(content, date(2030, 1, day))
    assert [len(section["pictures"]) for section in page["sections"]] == pictures

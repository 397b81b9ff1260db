"""What the overview of studies cannot draw honestly stays off every page."""

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from tests.procedures import results
from tests.procedures.results import refused

pytestmark = pytest.mark.django_db

ARMS = ("treated", "compared")
SHARE = {"statistic": "share", "scale": "share", "favors": "", "low": None, "high": None}
SHARE_GAP = {"scale": "share", "value": 23, "low": None, "high": None}
THRESHOLD = {"statistic": "threshold", "favors": "", "low": None, "high": None}


def overview(*rows):
    return factories.saved(results.charted(*rows, shape="overview", against=""))


def shares(**values):
    return [results.outcome(arm, **SHARE | {"arm": arm, "value": 44} | values) for arm in ARMS]


@pytest.mark.parametrize("treatment", ["cement", "a balloon"])
def test_overview_names_what_the_treated_people_got(client, treatment):
    study = results.trial(treatment=treatment)
    page = results.charted(results.outcome(trial=study), shape="overview", against="")
    html = client.get(factories.published(page).get_absolute_url()).content.decode()
    assert f"Pain with {treatment}<" in html


@pytest.mark.parametrize("ends", [{"low": "-10.1"}, {"high": "10.1"}])
def test_ends_of_an_interval_beyond_the_scale_are_no_row(ends):
    with pytest.raises(IntegrityError), transaction.atomic():
        results.outcome("beyond", **ends)


def test_percentage_above_a_hundred_is_refused():
    edition = overview(*shares())
    assert refused(edition) == ""
    edition.content["outcomes"]["treated"]["value"] = "100.5"
    assert "“treated” is 100.5, which its scale does not have: that goes from 0 to 100" in refused(
        edition
    )


@pytest.mark.parametrize(
    "kept", [["treated"], ["compared"], ["share-gap"], [*ARMS[:1], "share-gap"]]
)
def test_people_are_counted_in_both_groups(kept):
    rows = [*shares(), results.outcome("share-gap", **SHARE_GAP)]
    said = refused(overview(*(row for row in rows if row.key in kept)))
    assert "“One” counts people: choose one result of the treated people" in said


@pytest.mark.parametrize("values", [{"days": 90}, {"measure": "Walking"}])
@pytest.mark.parametrize("spoiled_key", ["compared", "share-gap"])
def test_people_are_counted_at_one_time_and_for_one_measure(values, spoiled_key):
    edition = overview(*shares(), results.outcome("share-gap", **SHARE_GAP))
    assert refused(edition) == ""
    edition.content["outcomes"][spoiled_key] |= values
    assert "all of the same measure at the same time" in refused(edition)


def test_two_differences_between_the_same_people_are_refused():
    over_time = results.outcome("b", **SHARE_GAP | {"statistic": "gap over time"})
    edition = overview(*shares(), results.outcome("a", **SHARE_GAP), over_time)
    assert "at most one difference" in refused(edition)


def test_difference_of_people_without_an_interval_has_no_empty_brackets(client):
    rows = [*shares(), results.outcome("share-gap", **SHARE_GAP)]
    edition = factories.published(results.charted(*rows, shape="overview", against=""))
    html = client.get(edition.get_absolute_url()).content.decode()
    assert "23 more of 100" in html
    assert "()" not in html


def test_threshold_beside_findings_is_drawn_in_the_overview():
    assert refused(overview(results.outcome(), results.outcome("least", **THRESHOLD))) == ""


def test_threshold_is_refused_over_time():
    page = results.charted(results.outcome(), results.outcome("least", **THRESHOLD))
    assert "Only the overview draws the smallest difference" in refused(factories.saved(page))


def test_second_threshold_is_refused():
    others = [results.outcome(key, **THRESHOLD | {"days": days}) for key, days in
              (("least", 30), ("most", 90))]  # fmt: skip
    assert "draws one smallest difference" in refused(overview(results.outcome(), *others))


def test_threshold_alone_is_refused():
    assert "is no finding" in refused(overview(results.outcome("least", **THRESHOLD)))


def test_threshold_of_people_is_refused():
    row = results.outcome("least", **THRESHOLD | {"scale": "share"})
    assert "drawn in points of pain" in refused(overview(results.outcome(), row))

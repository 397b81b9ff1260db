"""A chart whose numbers are not fit to be seen stays off every page, and staff hear why."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.utils import timezone

from bmcspine.publishing.facts import comparison
from bmcspine.publishing.models import Edition
from procedures.models import Outcome, Trial
from procedures.uses import uses
from tests import factories
from tests.procedures import results
from tests.procedures.results import refused

pytestmark = pytest.mark.django_db


def spoiled(**values):
    """Return an edition in which the one result has values that the database refuses."""
    edition = factories.saved(results.charted(results.outcome()))
    edition.content["outcomes"]["gap"] |= values
    return edition


def test_smallest_chart_is_drawn():
    assert refused(factories.saved(results.charted(results.outcome()))) == ""


def test_result_that_nobody_read_is_refused():
    page = results.charted(results.outcome(verified=False))
    assert "“gap” was not read in its source" in refused(factories.saved(page))


def test_lapsed_result_is_refused():
    yesterday = timezone.localdate() - timedelta(days=1)
    page = results.charted(results.outcome(checked_on=yesterday, valid_until=yesterday))
    assert f"“gap” lapsed on {yesterday}: check it again" in refused(factories.saved(page))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"value": "1.8"}, "“gap” is 1.8, outside of its own interval, -0.3 to 1.7"),
        ({"value": "-0.4"}, "outside of its own interval"),
        (
            {"value": "10.5", "high": "11"},
            "is 10.5, which its scale does not have: that goes from -10 to 10",
        ),
        ({"high": "10.2"}, "“gap” goes to 10.2, which its scale does not have"),
        ({"low": "-10.2"}, "“gap” begins at -10.2, which its scale does not have"),
        ({"trial": "nobody"}, "belongs to a study that nobody knows, “nobody”"),
        ({"days": 731}, "later than 730 days"),
        ({"statistic": "share", "scale": "share"}, "scales that cannot share this chart"),
    ],
)
def test_number_that_cannot_be_right_is_refused(values, said):
    assert said in refused(spoiled(**values))


@pytest.mark.parametrize("kind", ["level", "drop"])
def test_interval_that_begins_below_no_pain_is_refused(kind):
    row = {"statistic": kind, "arm": "treated", "favors": "", "low": "0", "high": "2"}
    edition = factories.saved(results.charted(results.outcome(**row)))
    assert refused(edition) == ""
    edition.content["outcomes"]["gap"]["low"] = "-0.5"
    assert "“gap” begins at -0.5, which its scale does not have: that goes from 0" in refused(
        edition
    )


def test_unknown_result_is_refused():
    page = results.charted(results.outcome())
    page.charts.update(outcomes=["gap", "gone"])
    assert "There is no result “gone” any more" in refused(factories.saved(page))


def test_chart_without_results_or_section_is_refused():
    page = results.charted()
    page.charts.update(section="nowhere")
    said = refused(factories.saved(page))
    assert "Choose the results that it draws" in said
    assert "the page has none of that name" in said


@pytest.mark.parametrize("shape", ["over time", "overview"])
def test_study_without_a_comparison_never_stands_beside_a_trial(shape):
    alone = results.trial("alone", against="none", comparison="", compared=None)
    drop = {"statistic": "drop", "arm": "treated", "favors": "", "low": None, "high": None}
    page = results.charted(
        results.outcome(trial=results.trial()), results.outcome("drop", trial=alone, **drop)
    )
    page.charts.update(shape=shape)
    said = refused(factories.saved(page))
    assert "“Alone” had" in said
    assert "comparison group" in said


def test_active_control_never_stands_among_pretend_procedures():
    other = results.trial("numbing", against="active")
    page = results.charted(
        results.outcome(trial=results.trial()), results.outcome("b", trial=other)
    )
    assert "“Numbing” had another comparison group" in refused(factories.saved(page))


def test_levels_and_differences_never_share_an_axis():
    level = {"statistic": "level", "arm": "treated", "favors": "", "low": None, "high": None}
    page = results.charted(results.outcome(), results.outcome("level", **level))
    assert "two kinds of numbers" in refused(factories.saved(page))


def test_two_results_for_one_moment_are_refused():
    page = results.charted(results.outcome(), results.outcome("again", value="0.9"))
    assert "two results for the same time and group" in refused(factories.saved(page))


@pytest.mark.parametrize(
    "values",
    [
        {"value": "1.8"},
        {"low": None},
        {"value": "10.1", "high": "10.2"},
        {"value": "101", "high": "102", "scale": "share"},
        {"favors": ""},
        {"arm": "treated"},
        {"checked_on": timezone.localdate() + timedelta(days=999)},
    ],
)
def test_database_refuses_what_no_report_can_say(values):
    with pytest.raises(IntegrityError):
        results.outcome(**values)


@pytest.mark.parametrize("values", [{"comparison": ""}, {"compared": None}, {"against": "none"}])
def test_trial_names_its_comparison(values):
    with pytest.raises(IntegrityError):
        results.trial(**values)


def test_digest_covers_every_number_and_its_study():
    page = results.charted(results.outcome())
    digests = {factories.saved(page).digest}
    Outcome.objects.update(value="0.8")
    digests.add(factories.saved(page).digest)
    Trial.objects.update(population="children")
    digests.add(factories.saved(page).digest)
    assert len(digests) == 3


def test_staff_hear_that_readers_still_see_the_old_number():
    row = results.outcome()
    factories.published(results.charted(row))
    for kept in (row, row.trial, row.source):
        (use,) = uses(kept, Edition.objects.all())
        assert use.is_current
    row.value = Decimal("0.9")
    row.save()
    (use,) = uses(row, Edition.objects.all())
    assert not use.is_current
    assert row.kept_by()


def test_corrected_number_is_told_as_a_difference():
    row = results.outcome()
    page = results.charted(row)
    old = factories.published(page)
    row.value = Decimal("0.9")
    row.save()
    (changed,) = comparison(old, factories.saved(page)).differences
    assert (changed.noun, changed.status) == ("trial result", "changed")
    assert [name for name, _ in changed.fields] == ["Value"]

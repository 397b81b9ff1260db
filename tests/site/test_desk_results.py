"""Work on the results of studies that charts draw."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories
from tests.procedures import results
from tests.site.desks import in_days, lines, lines_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    """It charts a result that may be shown for ten days."""
    today = timezone.localdate()
    row = results.outcome(checked_on=today, valid_until=today + timedelta(days=10))
    return factories.published(results.charted(row))


def test_result_that_lapses_soon_is_told_to_who_can_check_it(client, page):
    writer = factories.member("Writer")
    (line,) = lines_of(writer)
    assert line.text.startswith("The trial result “gap” may be charted until ")
    client.force_login(writer)
    assert "gap" in client.get(line.address).content.decode()
    assert lines(factories.member("Front desk")) == []


def test_lapsed_result_is_told_with_the_page_that_lacks_its_chart(page):
    writer = factories.member("Writer")
    with in_days(11):
        (told,) = [text for text in lines(writer) if text.startswith("The trial result")]
    assert told.endswith("its chart is left out on “The charts”.")


def test_lapsed_result_that_no_page_charts_is_no_work():
    today = timezone.localdate()
    results.outcome(checked_on=today, valid_until=today)
    writer = factories.member("Writer")
    with in_days(1):
        assert lines(writer) == []

"""What readers see of a chart is what the reports say: pictures are read back into numbers."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from bmcspine.publishing.seeds.documents import document_from
from bmcspine.publishing.seeds.pages import read_page
from procedures import seeds
from procedures.charts.drawing import with_charts
from procedures.embedding import with_results
from procedures.models import Outcome, ProcedurePage, Trial
from procedures.weave import Weaver
from tests import factories
from tests.procedures import results
from tests.procedures.drawn import bars, panel_points, pictures, strips, upright_axis

FOLDER = Path(__file__).parents[2] / "procedures/content"
DAY = date(2026, 11, 25)
NEAR = 0.03
"""How far a dot may be from its number: less than a third of a pixel."""


@pytest.fixture(scope="module")
def content(django_db_setup, django_db_blocker):
    """The page on evidence as its file has it, with the results that its charts draw."""
    with django_db_blocker.unblock():  # the database knows whether a row keeps its constraints
        rows = [seed.row for seed in seeds.read(FOLDER)]
        _, typed = document_from(read_page(FOLDER / "how-sure-are-we.md"), ProcedurePage)
    outcomes = {row.key: row.to_content() for row in rows if isinstance(row, Outcome)}
    trials = {row.key: row.to_content() for row in rows if isinstance(row, Trial)}
    return with_results(typed, outcomes, trials)


@pytest.fixture(scope="module")
def charts(content):
    """Each chart of the page, with its HTML."""
    shown = with_charts(content, DAY)
    found = [chart for section in shown["sections"] for chart in section["charts"]]
    inputs = [{"charts": [chart], "weaver": Weaver({}, DAY)} for chart in found]
    return [(chart, render_to_string("components/charts.html", one))
            for chart, one in zip(found, inputs, strict=True)]  # fmt: skip


def expected(rows):
    """Return what the reports say, turned so that above zero the treatment did better."""
    for row in rows:
        numbers = [None if row[name] is None else float(row[name]) for name in ("low", "high")]
        value, sign = float(row["value"]), -1 if row["favors"] == "below" else 1
        low, high = numbers if sign > 0 else (None if n is None else -n for n in reversed(numbers))
        yield row["arm"], row["days"], sign * value, low, high


def order(point):
    return point[0], round(point[1] / 10), point[4] is None, point[2]


def test_every_chart_of_the_page_can_be_drawn(content, charts):
    assert [chart["key"] for chart, _ in charts] == [chart["key"] for chart in content["charts"]]
    assert len(charts) == 5


def test_pictures_of_pain_over_time_show_the_numbers_of_the_reports(content, charts):
    counted = 0
    for chart, html in charts:
        rows = [content["outcomes"][key] for key in chart["outcomes"]]
        studies = list(dict.fromkeys(row["trial"] for row in rows))
        panels = pictures(html, "plot")
        if chart["shape"] != "over time":
            continue
        for key, svg in zip(studies, panels, strict=True):
            wanted = list(expected(row for row in rows if row["trial"] == key))
            drawn = panel_points(svg)
            pairs = list(zip(sorted(drawn, key=order), sorted(wanted, key=order), strict=True))
            for (arm, day, *numbers), (right_arm, right_day, *right) in pairs:
                assert arm == right_arm
                assert abs(day - right_day) <= 2 + 0.05 * right_day, (key, day)
                assert numbers == [None if n is None else pytest.approx(n, abs=NEAR) for n in right]
            counted += len(pairs)
    assert counted == 25


def test_overview_shows_the_numbers_of_the_reports(content, charts):
    chart, html = charts[0]
    rows = [content["outcomes"][key] for key in chart["outcomes"]]
    gaps = [row for row in rows if row["scale"] == "pain" and row["statistic"] != "threshold"]
    wanted = [(value, low, high) for _, _, value, low, high in expected(gaps)]
    assert [pytest.approx(row, abs=NEAR) for row in wanted] == strips(html)
    assert bars(html) == [("treated", 44), ("compared", 21)]


def test_axis_of_people_is_apart_from_the_axis_of_points(charts):
    _, html = charts[0]
    assert "VAPOUR" in html
    assert len(strips(html)) == 8


def test_each_kind_of_comparison_has_a_heading_of_its_own(charts):
    chart, html = charts[0]
    titles = [group.title for group in chart["drawn"].groups]
    assert titles == ["Against a pretend procedure", "Against another treatment",
                      "Against usual care"]  # fmt: skip
    assert all(title in html for title in titles)


def test_picture_has_a_title_a_description_and_a_table(charts):
    for chart, html in charts[1:]:
        for svg in pictures(html, "plot"):
            assert svg.get("role") == "img"
            assert svg.findtext("title")
            assert len(svg.findtext("desc")) > 20
        assert html.count("<tr><td>") == len(chart["outcomes"])


def test_same_point_of_pain_has_the_same_height_in_every_picture(charts):
    axes = [upright_axis(svg) for _, html in charts for svg in pictures(html, "plot")]
    assert {abs(unit) for _, unit in axes} == {20}


@pytest.mark.django_db
def test_sign_that_is_turned_in_the_report_is_turned_back(client):
    row = results.outcome(favors="below", value="-1.49", low="-1.88", high="-1.1")
    edition = factories.published(results.charted(row))
    html = client.get(edition.get_absolute_url()).content.decode()
    (svg,) = pictures(html, "plot")
    ((_, _, *numbers),) = panel_points(svg)
    assert numbers == pytest.approx([1.49, 1.1, 1.88], abs=NEAR)
    assert "(1.1 to 1.88 less)" in html


@pytest.mark.django_db
def test_page_keeps_its_words_when_a_result_lapses(client, settings):
    today = timezone.localdate()
    row = results.outcome(checked_on=today, valid_until=today)
    edition = factories.published(results.charted(row))
    address = edition.get_absolute_url()
    assert '<svg class="plot"' in client.get(address).content.decode()
    shown = with_charts(edition.content, today + timedelta(days=1))
    assert "charts" not in shown["sections"][0]
    assert "has_charts" not in shown


@pytest.mark.django_db
def test_page_without_charts_asks_for_no_results(django_assert_num_queries):
    page = factories.procedure_page()
    edition = factories.saved(page)
    assert edition.content["charts"] == []
    assert "outcomes" not in edition.content


@pytest.mark.django_db
def test_page_of_all_figures_leads_to_the_charts(client):
    edition = factories.published(results.charted(results.outcome()))
    html = client.get("/evidence/").content.decode()
    assert f'<a href="{edition.get_absolute_url()}">The charts</a>: 1 result<' in html

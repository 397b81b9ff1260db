"""Charts in the page editor: the section is chosen by its heading, results are ticked."""

import re

import pytest

from procedures.models import ProcedurePage
from tests import factories
from tests.procedures import results
from tests.site.screens import form_data, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def screen(client):
    page = results.charted(results.outcome())
    factories.saved(page)
    results.outcome("later", time_span="3 months", days=90)
    results.outcome("unread", time_span="1 year", days=365, verified=False)
    sign_in(client, "Writer")
    return f"/admin/procedures/procedurepage/{page.pk}/change/"


def test_form_offers_sections_by_heading_and_results_by_study(client, screen):
    html = client.get(screen).content.decode()
    assert '<option value="what" selected>What it is</option>' in html
    assert "1 month: Difference between the two groups 0.70" in html
    assert "not read in its source yet" in html
    assert re.search(r'name="charts-0-outcomes" value="gap"[^>]* checked', html)


def test_ticked_result_is_charted_and_stored(client, screen):
    data = form_data(client.get(screen)) | {"charts-0-outcomes": ["gap", "later"]}
    response = client.post(screen, data, follow=True)
    assert response.status_code == 200
    edition = ProcedurePage.objects.get().editions.order_by("-number").first()
    assert edition.content["charts"][0]["outcomes"] == ["gap", "later"]
    assert edition.content["outcomes"].keys() == {"gap", "later"}


def test_results_keep_their_order_and_new_ones_come_behind(client, screen):
    results.outcome("last", time_span="1 year", days=365)
    ProcedurePage.objects.get().charts.update(outcomes=["later", "gap"])
    ticked = ["gap", "later", "last"]  # as browsers send them: in the order of the list
    data = form_data(client.get(screen)) | {"charts-0-outcomes": ticked}
    assert client.post(screen, data, follow=True).status_code == 200
    edition = ProcedurePage.objects.get().editions.order_by("-number").first()
    assert edition.content["charts"][0]["outcomes"] == ["later", "gap", "last"]


def test_results_are_asked_for_once_for_all_charts(client, screen, django_assert_max_num_queries):
    page = ProcedurePage.objects.get()
    asked = []
    for number in range(3):
        chart = page.charts.first()
        chart.pk, chart.key = None, f"pain-{number}"
        chart.save()
        with django_assert_max_num_queries(60) as queries:
            client.get(screen)
        words = [q["sql"] for q in queries if 'FROM "procedures_outcome"' in q["sql"]]
        asked.append(len(words))
    assert len(set(asked)) == 1


def test_study_and_result_are_drawn_beside_their_forms(client):
    row = results.outcome()
    sign_in(client, "Writer")
    shown = client.get(f"/admin/procedures/outcome/{row.pk}/preview/").content.decode()
    assert '<svg class="plot"' in shown
    assert "0.7 less (0.3 more to 1.7 less)" in shown
    told = client.get(f"/admin/procedures/trial/{row.trial.pk}/preview/").content.decode()
    assert "40 people: cement. 41 people: pretend procedure." in told


def test_result_is_checked_with_one_button(client):
    row = results.outcome()
    sign_in(client, "Writer")
    assert "validity=lapsed" in client.get("/admin/procedures/outcome/").content.decode()
    assert client.get("/admin/procedures/outcome/?validity=lapsed").status_code == 200
    assert client.get(f"/admin/procedures/outcome/{row.pk}/change/").status_code == 200

"""Numbers in pictures, and lines to tick, in the page editor."""

import pytest

from procedures.models import IconArray, ProcedurePage, Tick
from tests import factories
from tests.site.screens import form_data, sign_in

pytestmark = pytest.mark.django_db
SENTENCE = "With cement, 44 of 100 had mild pain."


@pytest.fixture
def screen(client):
    page = factories.procedure_page()
    factories.claim("early", statement=SENTENCE, kind="benefit", count=44, per=100)
    factories.claim("silent", statement="Nobody counted this.")
    words = {"heading": "Early pain", "role": "what", "outcome": "mild pain", "group": "Cement"}
    IconArray.objects.create(document=page, key="array", claim="early", **words)
    Tick.objects.create(document=page, key="line", label="I can walk.", leans="waiting")
    factories.saved(page)
    sign_in(client, "Writer")
    return f"/admin/procedures/procedurepage/{page.pk}/change/"


def newest():
    return ProcedurePage.objects.get().editions.order_by("-number").first().content


def test_claims_that_can_be_drawn_are_offered_by_their_sentences(client, screen):
    html = client.get(screen).content.decode()
    assert f'<option value="early" selected>{SENTENCE}</option>' in html
    assert '<option value="silent">' not in html


def test_what_is_typed_is_stored(client, screen):
    data = form_data(client.get(screen))
    data |= {"iconarrays-0-group": "With cement", "ticks-0-leans": "procedure"}
    assert client.post(screen, data, follow=True).status_code == 200
    content = newest()
    assert content["iconarrays"][0]["group"] == "With cement"
    assert content["iconarrays"][0]["claim"] == "early"
    assert content["ticks"] == [{"key": "line", "label": "I can walk.", "leans": "procedure"}]
    assert content["claims"]["early"]["count"] == "44"


def test_claim_that_cannot_be_drawn_is_not_taken(client, screen):
    data = form_data(client.get(screen)) | {"iconarrays-0-claim": "silent"}
    response = client.post(screen, data, follow=True)
    assert "silent is not one of the available choices" in response.content.decode()
    assert newest()["iconarrays"][0]["claim"] == "early"


def test_claims_are_asked_for_once_for_all_pictures(client, screen, django_assert_max_num_queries):
    page, asked = ProcedurePage.objects.get(), []
    for number in range(3):
        array = page.iconarrays.first()
        array.pk, array.key = None, f"array-{number}"
        array.save()
        with django_assert_max_num_queries(60) as queries:
            client.get(screen)
        words = [q["sql"] for q in queries if 'FROM "procedures_claim"' in q["sql"]]
        asked.append(len(words))
    assert len(set(asked)) == 1

"""What the page editor offers to put into a text."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from procedures.models import GlossaryTerm
from tests import factories

pytestmark = pytest.mark.django_db


def offered(client, role="Writer"):
    client.force_login(factories.member(role))
    return client.get(reverse("admin:procedures_claim_choices"))


def test_choices_are_for_those_who_may_see_claims(client):
    assert client.get(reverse("admin:procedures_claim_choices")).status_code == 302
    assert offered(client, "Front desk").status_code == 403
    assert offered(client, "Writer").status_code == 200


def test_claim_is_offered_with_what_one_chooses_by(client):
    claim = factories.claim("pain", statement="Pain gets less.")
    (found,) = offered(client).json()["claims"]
    assert found["key"] == "pain"
    assert found["statement"] == "Pain gets less."
    assert found["source"] == str(claim.source)
    assert found["certainty"] == "Perhaps"
    assert found["validity"].startswith("Valid until ")
    assert not found["lapsed"]


def test_lapsed_claim_is_marked(client):
    yesterday = timezone.localdate() - timedelta(days=1)
    factories.claim(checked_on=yesterday, valid_until=yesterday)
    (found,) = offered(client).json()["claims"]
    assert found["lapsed"]
    assert found["validity"].startswith("Lapsed on ")


@pytest.mark.parametrize(
    ("term", "word"),
    [
        ("Bone cement", "bone cement"),
        ("Anesthesia, general", "general anesthesia"),
        ("MRI", "MRI"),
        ("X-ray", "X-ray"),
    ],
)
def test_glossary_term_is_offered_as_it_stands_in_a_sentence(client, term, word):
    GlossaryTerm.objects.create(term=term, plain="A thing.")
    assert offered(client).json()["terms"] == [{"word": word, "plain": "A thing."}]


def test_only_public_pages_are_offered_as_targets(client):
    factories.saved(factories.procedure_page(title="A draft"))
    edition = factories.published(factories.procedure_page(title="A public page"))
    page = {"address": edition.get_absolute_url(), "title": "A public page"}
    assert offered(client).json()["pages"] == [page]


def test_choices_cost_the_same_whatever_their_number(client, django_assert_num_queries):
    client.force_login(factories.member("Writer"))
    for _ in range(3):
        factories.claim()
    with django_assert_num_queries(6):  # 3 of them: session, account, permissions
        client.get(reverse("admin:procedures_claim_choices"))

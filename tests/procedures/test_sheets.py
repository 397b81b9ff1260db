"""What a referring doctor prints: one sheet of the referral page, and a cover sheet."""

import pytest

from bmcspine.publishing import workflow
from procedures.models import Code, Section
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def referral():
    values = {"slug": "referral", "page_kind": "referral", "audience": "clinicians"}
    page = factories.procedure_page(title="Referring a patient", **values)
    Code.objects.create(
        document=page, key="m80", system="ICD-10-CM", code="M80.08X-", meaning="Ours"
    )
    for role, body in {"whom": "Severe pain.", "certainty": "Trials disagree."}.items():
        Section.objects.create(
            document=page, key=role, role=role, heading=role.title(), body=f"<p>{body}</p>"
        )
    return page


def test_sheet_of_a_page_that_is_not_public_is_not_found(client, referral):
    assert client.get("/referral/sheet/").status_code == 404
    edition = factories.published(referral)
    assert client.get("/referral/sheet/").status_code == 200
    workflow.withdraw(edition, by=factories.member("Publisher"), reason="Out of date")
    assert client.get("/referral/sheet/").status_code == 410


def test_sheet_shows_number_cards_and_codes_and_leaves_the_evidence_to_the_page(client, referral):
    factories.published(referral)
    point = factories.contact_point(audience="clinicians")
    said = client.get("/referral/sheet/").content.decode()
    for words in (point.display, point.tel_uri, "Call 911 if ANY", "M80.08X-", "Severe pain."):
        assert words in said, words
    assert "Trials disagree." not in said


def test_sheet_without_a_number_says_whom_to_call(client, referral):
    factories.published(referral)
    assert "Call the hospital" in client.get("/referral/sheet/").content.decode()


def test_nothing_of_the_cover_sheet_can_be_sent(client):
    response = client.get("/referral/cover-sheet/")
    assert "form-action 'none'" in response["Content-Security-Policy"]
    assert ' name="' not in response.content.decode().split("<form")[1]


def test_cover_sheet_takes_no_answers(client):
    assert client.post("/referral/cover-sheet/", {"patient": "Ann"}).status_code == 405

"""The audit of telephone numbers finds every number that staff do not keep."""

import pytest

from bmcspine.site.proofs.numbers import numbers_are_contact_points
from contacts.models import ContactPoint
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clean_site")]
OTHER = "617-555-0199"


def test_number_of_a_contact_point_may_stand_anywhere_in_any_spelling(problems):
    factories.notice(text="Call (617) 555-0100 or 617.555.0100 or 1-617-555-0100.")
    assert problems(numbers_are_contact_points) == []


def test_fax_of_a_contact_point_is_known(problems):
    ContactPoint.objects.update(fax="+16175550123")
    factories.notice(text="Fax 617-555-0123.")
    assert problems(numbers_are_contact_points) == []


def test_number_on_a_page_is_found(problems):
    factories.notice(text=f"Call {OTHER}.")
    assert f"/notices/: {OTHER} is no contact point's number." in problems(
        numbers_are_contact_points
    )


def test_number_in_a_public_text_is_found(problems):
    body = f"<p>Call {OTHER}.</p>"
    page = factories.procedure_page(body=body, audience="clinicians", title="Numbers")
    factories.published(page)
    found = problems(numbers_are_contact_points)
    assert f"Numbers, edition 1: {OTHER} is no contact point's number." in found


def test_link_that_calls_somebody_else_is_found(problems, template):
    template("components/footer.html", '<a href="tel:+16175550199">Call</a>')
    found = problems(numbers_are_contact_points)
    assert "/about/: tel:+16175550199 is no contact point's number." in found


def test_number_in_a_template_is_found(problems, settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "footer.html").write_text(f"Call {OTHER}")
    assert problems(numbers_are_contact_points) == [
        f"templates/footer.html: {OTHER} is no contact point's number."
    ]


def test_number_in_the_plain_text_is_found(problems, monkeypatch):
    monkeypatch.setattr("contacts.views.numbers_text", lambda *rows: f"Call {OTHER}")
    assert problems(numbers_are_contact_points) == [
        f"/contact.txt: {OTHER} is no contact point's number."
    ]


def test_number_in_a_contact_card_is_found(problems, monkeypatch):
    factories.clinician(clinic=ContactPoint.objects.get().clinic)
    card = b"BEGIN:VCARD\r\nTEL;VALUE=uri:tel:+16175550199\r\nEND:VCARD\r\n"
    monkeypatch.setattr("contacts.vcards.vcard", lambda *rows: card)
    assert problems(numbers_are_contact_points) == [
        "/contact/ann-doe.vcf: +16175550199 is no contact point's number."
    ]


def test_number_that_staff_keep_may_stand_in_text_and_card(problems):
    factories.clinician(clinic=ContactPoint.objects.get().clinic)
    assert problems(numbers_are_contact_points) == []


def test_error_page_with_yesterdays_number_is_found(problems, pages_dir):
    pages_dir.mkdir()
    words = f'<a href="tel:+16175550199">{OTHER}</a>'
    (pages_dir / "404.html").write_text(words)
    assert problems(numbers_are_contact_points) == [
        f"error page 404.html: {OTHER} is no contact point's number.",
        "error page 404.html: tel:+16175550199 is no contact point's number.",
    ]

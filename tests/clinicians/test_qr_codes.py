"""QR codes: dark on light with room around them, and of the right words."""

import re

import pytest
from qrcode import QRCode

from contacts.qr_codes import QUIET_MODULES, svg
from tests import factories

RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


def modules(drawing):
    """Return side and dark modules of a drawing."""
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', drawing)[1])
    runs = [tuple(map(int, run)) for run in RUN.findall(drawing)]
    assert all(width == back for _, _, width, back in runs)
    return side, {(x + step, y) for x, y, width, _ in runs for step in range(width)}


def expected(text):
    code = QRCode(border=0, error_correction=0)  # 0 is level M
    code.add_data(text)
    rows = code.get_matrix()
    q = QUIET_MODULES
    return {(x + q, y + q) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark}


@pytest.mark.parametrize("text", ["tel:+16175550100;ext=42", "http://x/" + "y" * 200, "\N{BONE}"])
def test_drawing_holds_the_code_and_its_quiet_zone(text):
    side, dark = modules(svg(text))
    assert dark == expected(text)
    edges = {QUIET_MODULES, side - QUIET_MODULES - 1}
    assert {min(x for x, _ in dark), max(x for x, _ in dark)} == edges
    assert f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/>' in svg(text)


@pytest.mark.django_db
def test_codes_of_the_site_hold_the_card_and_the_number(client):
    clinician = factories.clinician()
    point = factories.contact_point(extension="42")
    drawn = {
        f"/contact/{clinician.slug}.svg": "http://127.0.0.1:8000/contact/ann-doe.vcf",
        f"/contact/numbers/{point.pk}.svg": "tel:+16175550100;ext=42",
    }
    for address, text in drawn.items():
        response = client.get(address)
        assert response["Content-Type"] == "image/svg+xml"
        assert modules(response.content.decode())[1] == expected(text)
        assert not re.search("<script|style=|<style", response.content.decode())

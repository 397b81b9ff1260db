"""What staff add to the text on the spine shows on its page and on the pages of its bones."""

import pytest

from procedures.models import ProcedurePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def spine() -> ProcedurePage:
    """The text on the spine with a picture in a section for every place, not yet public."""
    document = factories.procedure_page(slug="spine")
    document.sections.update(image=factories.image(alt="A model of a spine."))
    return document


@pytest.mark.parametrize("path", ["/spine/", "/spine/t12/", "/spine/lower-back/"])
def test_photo_of_a_section_shows_with_its_rules(client, spine, path):
    factories.published(spine)
    html = client.get(path).content.decode()
    assert 'alt="A model of a spine."' in html
    assert "css/components/photo" in html


def test_photo_of_one_region_shows_on_the_pages_of_its_bones_alone(client, spine):
    spine.sections.update(key="chest")
    factories.published(spine)
    shown = {
        bone: "A model" in client.get(f"/spine/{bone}/").content.decode() for bone in ("t12", "l1")
    }
    assert shown == {"t12": True, "l1": False}

"""A story whose every word can be recognized, wherever it might be left behind."""

from tests import factories
from tests.images.conftest import as_file, drawn
from tests.images.test_delivery import stored_image

NAME, TITLE, WORDS = "Zerlina Quux", "Slipped on paper", "a humming zither"
SLUG, PICTURE = "slipped-on-paper", "She smiles in her garden."
CANARIES = (NAME, TITLE, WORDS, SLUG, PICTURE)


def image():
    return stored_image(as_file(drawn()), shows_person=True, alt=PICTURE)


def story(image):
    """A public story with name and picture, under one signed form."""
    shown = {"patient_name": NAME, "shows_name": True, "slug": SLUG}
    document = factories.story(title=TITLE, summary=f"{TITLE}, she says.", **shown)
    document.sections.update(body=f"<p>There was {WORDS}.</p>", image=image)
    row = factories.authorization(document, covers_name=True, covers_photo=True)
    row.photos.add(image)
    return factories.published(document)

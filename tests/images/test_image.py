"""What the library takes, and what its database refuses."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from bmcspine.images.alternatives import validate_alternative
from bmcspine.images.models import Image
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"alt": ""}, "image_has_an_alternative"),
        ({"decorative": True}, "image_has_an_alternative"),
        ({"focal_x": 101}, "image_focal_point"),
        ({"focal_y": 101}, "image_focal_point"),
        ({"shows_person": None}, "shows_person"),
    ],
)
def test_database_refuses(values, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factories.image(**values)


def test_whether_it_shows_a_person_has_to_be_said():
    image = Image(title="Desk", alt="Ask here.", source="Us", width=1, height=1, widths=[1])
    with pytest.raises(ValidationError, match="shows_person"):
        image.full_clean()


@pytest.mark.parametrize(
    "text",
    [
        *("IMG_2041", "reception-desk.jpg", "Scan 0012", "Desk.JPEG", "DSC01234"),
        *("Image of the desk", "A picture of a doctor", "photo showing two people"),
        *("The image of health", "“Picture of the hall”", "Photograph of the hall"),
    ],
)
def test_alternative_that_says_nothing_is_refused(text):
    with pytest.raises(ValidationError):
        validate_alternative(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Ask at the desk on the left.", "The doctor points at the X-ray image of a bone."),
        *("Rays pass the body. The picture shows the bone.", "An imaging room", "Version 2.0"),
    ],
)
def test_alternative_that_says_something_is_taken(text):
    validate_alternative(text)


def test_picture_with_a_person_is_not_shown_without_a_permission():
    assert not factories.image(shows_person=True).may_be_shown(timezone.now())
    assert factories.image().may_be_shown(timezone.now())


def test_names_are_random():
    assert factories.image().name != factories.image().name

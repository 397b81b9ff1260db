"""Pictures in the format that costs phones least, and the older ones beside it."""

import io

import pytest
from django.core.management import call_command
from PIL import features

from bmcspine.images import decoder
from bmcspine.images.checks import NO_AVIF, pillow_writes_avif
from bmcspine.images.decoding import LIMITS, renditions
from bmcspine.images.models import Image
from bmcspine.publishing.models import Edition
from tests import factories
from tests.images.conftest import as_file, drawn, stored, upload
from tests.images.noise import PHONE_BYTES, PHONE_WIDTH_PX, noisy_photo
from tests.images.test_delivery import address, stored_image


def test_noisy_photo_is_light_on_every_phone_and_in_every_format():
    made = renditions(upload(as_file(noisy_photo(), quality=92)))
    assert made.widths == [400, 800, 1200, 1600]
    weights = {key: len(file) for key, file in made.files.items() if key[0] <= PHONE_WIDTH_PX}
    assert len(weights) == 9
    assert {key: size for key, size in weights.items() if size > PHONE_BYTES} == {}


def test_easy_picture_keeps_the_best_quality():
    picture = drawn(size=(800, 600))
    files = decoder.in_all_widths([picture], "jpg", LIMITS)
    assert files == [decoder.encoded(picture, "jpg", decoder.QUALITIES["jpg"][0])]


@pytest.mark.django_db
def test_page_offers_each_format_and_loads_pictures_below_the_fold_late(client, jpeg):
    page = factories.procedure_page()
    image = stored_image(jpeg)
    page.sections.update(image=image)
    html = client.get(factories.published(page).get_absolute_url()).content.decode()
    kinds = [part.split('"')[0] for part in html.split('<source type="')[1:]]
    assert kinds == ["image/avif", "image/webp"]
    assert f"/images/{image.name}-400.avif 400w, /images/{image.name}-800.avif 800w" in html
    assert 'width="1000" height="600"' in html
    assert 'loading="lazy"' in html
    assert "fetchpriority" not in html


@pytest.mark.django_db
def test_first_picture_of_a_short_page_is_asked_for_at_once(client, jpeg):
    page = factories.information_page()
    page.sections.update(image=stored_image(jpeg))
    html = client.get(factories.published(page).get_absolute_url()).content.decode()
    assert 'fetchpriority="high"' in html
    assert "loading=" not in html


@pytest.mark.django_db
def test_picture_of_before_is_offered_as_it_is(client, jpeg):
    page = factories.procedure_page()
    image = stored_image(jpeg)
    Image.objects.update(endings=["webp", "jpg"])
    page.sections.update(image=image)
    html = client.get(factories.published(page).get_absolute_url()).content.decode()
    assert "avif" not in html
    assert client.get(address(image, 400, "avif")).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_command_adds_the_format_to_pictures_and_public_pages_offer_it(client, jpeg, media, capsys):
    image = stored_image(jpeg)
    for path in (media / "images").glob("*.avif"):
        path.unlink()
    Image.objects.update(endings=["webp", "jpg"])
    page = factories.procedure_page()
    page.sections.update(image=Image.objects.get())
    edition = factories.published(page)
    digest = edition.digest
    call_command("add_picture_formats")
    call_command("add_picture_formats")  # the second time nothing is left to do
    assert capsys.readouterr().out == (
        f"{image}: avif\n1 pictures looked at.\n0 pictures looked at.\n"
    )
    assert len(stored(media)) == 9
    assert Edition.objects.get().digest == digest
    assert ".avif 400w" in client.get(edition.get_absolute_url()).content.decode()
    assert client.get(address(image, 400, "avif"))["Content-Type"] == "image/avif"


@pytest.mark.django_db
def test_command_names_a_picture_whose_file_is_gone(media, capsys):
    factories.image(title="Desk")
    call_command("add_picture_formats")
    assert "Desk: stays as it is." in capsys.readouterr().err
    assert Image.objects.get().endings == ["webp", "jpg"]


def test_build_without_avif_says_so_and_makes_the_others(monkeypatch):
    assert pillow_writes_avif(None) == []
    monkeypatch.setattr(features, "check", lambda name: False)
    (warning,) = pillow_writes_avif(None)
    assert warning.msg == NO_AVIF
    head, files = decoder.answer(as_file(drawn(size=(500, 400))), LIMITS)
    assert head["endings"] == ["webp", "jpg"]
    assert [decoder.Image.open(io.BytesIO(file)).format for file in files] == ["WEBP", "JPEG"] * 2

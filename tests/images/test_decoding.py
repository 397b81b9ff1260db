"""What becomes of an upload that is taken: real files, through the real decoder."""

import io

import pytest
from PIL import Image, ImageCms

from bmcspine.images.decoding import WIDTHS, Renditions, renditions
from tests.images.conftest import as_file, drawn, upload
from tests.images.samples import png_16_bit_gray, with_second_picture

CANARY = b"Canary 42.3601"


def made(content: bytes, name: str = "photo.jpg") -> Renditions:
    return renditions(upload(content, name))


def opened(made: Renditions, width: int, ending: str) -> Image.Image:
    return Image.open(io.BytesIO(made.files[width, ending]))


def colors(made: Renditions, ending: str = "jpg") -> tuple[object, object]:
    """The color at the left and at the right edge, rounded as cameras and JPEG blur them."""
    image = opened(made, made.widths[-1], ending)
    pixels = [image.getpixel((x, image.height // 2)) for x in (5, image.width - 5)]
    return tuple("".join("#" if value > 127 else "." for value in pixel) for pixel in pixels)


def test_large_picture_gets_every_width_in_each_format():
    result = made(as_file(drawn(size=(2000, 1000))))
    assert (result.width, result.height, result.widths) == (1600, 800, WIDTHS)
    sizes = {key: opened(result, *key).size for key in result.files}
    assert sizes == {(w, e): (w, w // 2) for w in WIDTHS for e in ("avif", "webp", "jpg")}
    formats = [opened(result, 400, ending).format for ending in result.endings]
    assert formats == ["AVIF", "WEBP", "JPEG"]


@pytest.mark.parametrize(
    ("width", "widths"),
    [(1000, [400, 800, 1000]), (400, [400]), (401, [400, 401]), (120, [120])],
)
def test_picture_is_never_enlarged(width: int, widths: list[int]):
    assert made(as_file(drawn(size=(width, 90)))).widths == widths


def test_thin_picture_keeps_one_pixel_of_height():
    assert made(as_file(drawn(size=(9000, 1)), "PNG")).height == 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_format_is_taken_whatever_the_name_says(kind: str):
    assert colors(made(as_file(drawn(), kind), "scan.txt")) == ("#..", "###")


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_picture_stands_upright(orientation: int):
    exif = Image.Exif()
    exif[0x0112] = orientation
    turned = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90}
    image = drawn(size=(900, 500)).transpose(turned.get(orientation, Image.Transpose.ROTATE_270))
    result = made(as_file(image, exif=exif))
    assert (result.width, result.height) == (900, 500)
    assert colors(result) == ("#..", "###")


def test_lying_picture_is_made_in_the_widths_that_it_has_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    result = made(as_file(drawn(size=(3000, 1000)), exif=exif))
    assert (result.widths, result.width, result.height) == ([400, 800, 1000], 1000, 3000)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_the_picture_is_left(kind: str):
    exif = Image.Exif()
    exif[0x010E] = CANARY.decode()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[29] = CANARY.decode()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options = {"exif": exif, "icc_profile": profile, "xmp": b"<x>" + CANARY + b"</x>"}
    content = as_file(drawn(), kind, **options | ({"comment": CANARY} if kind == "JPEG" else {}))
    assert content.count(CANARY) >= 2
    result = made(content + CANARY)
    for file in result.files.values():
        assert CANARY not in file
        assert not Image.open(io.BytesIO(file)).getexif()
        assert not {"icc_profile", "comment", "xmp"} & Image.open(io.BytesIO(file)).info.keys()


@pytest.mark.parametrize("mode", ["CMYK", "L", "P", "1", "YCbCr"])
def test_colors_of_every_kind_become_those_of_a_screen(mode: str):
    content = as_file(drawn(mode), "JPEG" if mode in ("CMYK", "YCbCr") else "PNG")
    left = "..." if mode in ("L", "1") else "#.."
    assert colors(made(content)) == (left, "###")


def test_colors_follow_the_profile_of_the_file():
    lab = ImageCms.createProfile("LAB")
    swapped = as_file(drawn(), icc_profile=b"not a profile")
    assert colors(made(swapped)) == ("#..", "###")
    odd = as_file(drawn(), icc_profile=ImageCms.ImageCmsProfile(lab).tobytes())
    assert colors(made(odd)) == ("#..", "###")


def test_sixteen_bits_of_gray_keep_their_middle():
    result = made(png_16_bit_gray(width=300, height=40, value=0x8000))
    assert 120 < opened(result, 300, "jpg").getpixel((9, 9))[0] < 136


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparent_picture_keeps_that_and_is_white_as_a_jpeg(mode: str):
    image = Image.new("RGBA", (500, 300), (255, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 250, 300))
    options = {}
    if mode == "P":
        image = image.convert("RGB").quantize(4)
        options = {"transparency": image.getpixel((400, 9))}
    result = made(as_file(image if mode == "P" else image.convert(mode), "PNG", **options))
    assert colors(result) == ("...", "###")
    webp = opened(result, 500, "webp")
    assert (webp.getpixel((9, 9))[3], webp.getpixel((490, 9))[3]) == (255, 0)


def test_second_picture_inside_a_photo_of_a_phone_is_left_out():
    assert colors(made(with_second_picture(drawn(), drawn("L")))) == ("#..", "###")

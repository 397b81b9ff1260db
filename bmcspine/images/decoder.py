"""A program of its own: takes an uploaded file, gives the picture in its widths, and ends.

It runs without Django, without the site's environment, and with limits that it sets itself, so
that a file made to overwhelm a decoder, or to take one over, meets a process that owns nothing.
Called with the limits as JSON; stdin is the file. On stdout: one line of JSON, then the files
that it lists, one behind the other; or one line that says why the file is refused.
"""

import io
import json
import os
import resource
import sys
from typing import Any

from PIL import AvifImagePlugin as AvifImagePlugin
from PIL import Image, ImageCms, ImageOps, features
from PIL import MpoImagePlugin as MpoImagePlugin
from PIL import WebPImagePlugin as WebPImagePlugin

Image.preinit()
FORMATS = ("JPEG", "PNG", "WEBP")

ENCODINGS: dict[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "speed": 8, "max_threads": 1},
    "webp": {"format": "WEBP", "method": 4},
    "jpg": {"format": "JPEG", "progressive": True, "optimize": True},
}
QUALITIES = {
    "avif": (63, 50, 38, 28),
    "webp": (80, 62, 44, 28, 15),
    "jpg": (82, 66, 50, 36, 24),
}
"""The best first; a picture that is too large for phones is made with the next one."""


class Refused(Exception):  # noqa: N818 named for what happened
    """The file is no picture that the library takes; the word says why."""


def confine(limits: dict[str, int]) -> None:
    """Give up memory and time beyond the limits, all files, and all of the network."""
    os.nice(10)  # readers come first
    # With three descriptors open and three allowed, nothing more can be opened: no file to
    # read, no socket. Everything that Pillow needs is therefore imported above.
    for kind, most in {
        resource.RLIMIT_AS: limits["memory_bytes"],
        resource.RLIMIT_CPU: limits["cpu_seconds"],
        resource.RLIMIT_NOFILE: 3,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }.items():
        resource.setrlimit(kind, (most, most))


def opened(data: bytes, limits: dict[str, int]) -> Image.Image:
    """Return the whole decoded picture; its size is looked at before anything is decoded."""
    Image.MAX_IMAGE_PIXELS = None  # our own limits are stricter, and say which one it was
    image = Image.open(io.BytesIO(data), formats=FORMATS)
    width, height = image.size
    if width * height > limits["pixels"]:
        raise Refused("too_many_pixels")
    if max(width, height) > limits["side"]:
        raise Refused("too_long")
    # A phone's JPEG may carry a second picture for bright screens; the first one is the photo.
    if image.format != "MPO" and getattr(image, "is_animated", False):
        raise Refused("animated")
    image.load()
    return image


def prepared(image: Image.Image, most: int) -> Image.Image:
    """Return the picture upright, at most `most` wide, in sRGB, and without anything but pixels."""
    image = shrunk(in_plain_mode(image), most)
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    image = in_srgb(image, profile)
    image.info.clear()
    return image


def in_plain_mode(image: Image.Image) -> Image.Image:
    """Return the picture with 8 bits in each channel, and transparency as a channel."""
    if image.mode.startswith("I"):  # 16 bits of gray; convert() alone would clip, not scale
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("RGB", "L", "CMYK") else image.convert("RGB")


def shrunk(image: Image.Image, most: int) -> Image.Image:
    """Return the picture so small that it is at most `most` wide once it stands upright."""
    lies = image.getexif().get(0x0112, 1) >= 5  # orientations that turn by 90 degrees
    return resized(image, min(most, image.height if lies else image.width), lies)


def resized(image: Image.Image, width: int, lies: bool = False) -> Image.Image:
    """Return the picture in this width, or in this height if it still lies on its side."""
    before = image.height if lies else image.width
    size = (max(1, round(side * width / before)) for side in image.size)
    return image.resize(tuple(size), Image.Resampling.LANCZOS, reducing_gap=3.0)


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in the colors that every screen takes for granted."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if not profile:
        return image.convert(mode)
    alpha = image.getchannel("A") if mode == "RGBA" else None
    solid = image.convert("RGB") if alpha else image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        solid = ImageCms.profileToProfile(solid, source, target, outputMode="RGB") or solid
    except (ImageCms.PyCMSError, OSError):
        solid = solid.convert("RGB")  # a profile that no program could follow
    if alpha:
        solid.putalpha(alpha)
    return solid


def encoded(image: Image.Image, ending: str, quality: int) -> bytes:
    """Return the picture as a file; JPEG knows no transparency and gets a white ground."""
    if ending == "jpg" and image.mode == "RGBA":
        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, image).convert("RGB")
    file = io.BytesIO()
    image.save(file, quality=quality, **ENCODINGS[ending])
    return file.getvalue()


def in_all_widths(copies: list[Image.Image], ending: str, limits: dict[str, Any]) -> list[bytes]:
    """Return the picture in one format, each width that phones take within their limit.

    What needed a lower quality when it was small needs no better one when it is large, so the
    qualities are tried once for all widths; the last one is taken as it is.
    """
    qualities, files = list(QUALITIES[ending]), []
    for copy in copies:
        file = encoded(copy, ending, qualities[0])
        while copy.width <= limits["phone_width"] and len(file) > limits["phone_bytes"]:
            if len(qualities) == 1:
                break
            qualities.pop(0)
            file = encoded(copy, ending, qualities[0])
        files.append(file)
    return files


def known_endings() -> list[str]:
    """Return the formats that this build of Pillow can write; some builds lack AVIF."""
    return [ending for ending in ENCODINGS if ending != "avif" or features.check("avif")]


def widths_for(width: int, wanted: list[int]) -> list[int]:
    """Return the wanted widths that the picture has, and its own where it is smaller."""
    return [one for one in wanted if one < width] + [min(width, wanted[-1])]


def answer(data: bytes, limits: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    """Return what stands in the first line, and the files behind it."""
    image = prepared(opened(data, limits), limits["widths"][-1])
    widths = widths_for(image.width, limits["widths"])
    copies = [image if width == image.width else resized(image, width) for width in widths]
    endings = known_endings()
    made = [in_all_widths(copies, ending, limits) for ending in endings]
    files = [file for of_one_width in zip(*made, strict=True) for file in of_one_width]
    head = {"width": image.width, "height": image.height, "widths": widths}
    return head | {"endings": endings, "sizes": [len(file) for file in files]}, files


def main() -> None:
    """Answer for the file on stdin; whatever goes wrong inside Pillow is the file's fault."""
    limits = json.loads(sys.argv[1])
    data = sys.stdin.buffer.read()
    confine(limits)
    try:
        head, files = answer(data, limits)
    except Refused as refused:
        head, files = {"refused": str(refused)}, []
    except MemoryError:
        head, files = {"refused": "too_much"}, []
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201 for the log
        head, files = {"refused": "damaged"}, []
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n")
    sys.stdout.buffer.writelines(files)


if __name__ == "__main__":
    main()

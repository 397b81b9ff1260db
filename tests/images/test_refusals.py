"""What is no picture for the library is refused with the reason and what to do."""

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from bmcspine.images import decoding
from bmcspine.images.decoding import renditions
from tests.images.conftest import as_file, drawn, upload
from tests.images.samples import bomb, png

JPEG = as_file(drawn())


def moving(kind: str) -> bytes:
    frames = [drawn(size=(60, 40)), drawn("L", size=(60, 40)).convert("RGB")]
    return as_file(frames[0], kind, save_all=True, append_images=frames[1:])


FILES = {
    "empty": (b"", "This file is empty"),
    "gif": (as_file(drawn(), "GIF"), "This is a GIF, whatever its name says. Open it in a"),
    "tiff": (as_file(drawn(), "TIFF"), "This is a TIFF"),
    "bitmap": (as_file(drawn(), "BMP"), "This is a Windows bitmap"),
    "avif": (as_file(drawn(), "AVIF"), "This is an AVIF"),
    "heic": (b"\0\0\0\x24ftypheic\0\0\0\0mif1heic", "This is a HEIC, the format of some phones"),
    "film": (b"\0\0\0\x20ftypisom\0\0\x02\0", "This is a film"),
    "svg": (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "This is an SVG"),
    "html": (b"<!doctype html><script>alert(1)</script>", "This is a web page"),
    "pdf": (b"%PDF-1.7\n", "This is a PDF"),
    "text": (b"A picture of a bone", "This is not a JPEG, PNG or WebP"),
    "cut jpeg": (JPEG[: len(JPEG) // 2], "damaged or was cut off"),
    "cut png": (as_file(drawn(), "PNG")[:-300], "damaged or was cut off"),
    "cut webp": (as_file(drawn(), "WEBP")[:-200], "damaged or was cut off"),
    "head of a jpeg": (b"\xff\xd8\xff\xe0 and then <script>", "damaged or was cut off"),
    "lying png": (png(900, 900, 8, 2, b"\0\0"), "damaged or was cut off"),
    "bomb": (bomb(13_000, 11_000), "more than 40 million pixels"),
    "ribbon": (bomb(12_001, 2), "longer than 12,000 pixels"),
    "moving webp": (moving("WEBP"), "This picture moves"),
    "moving png": (moving("PNG"), "This picture moves"),
}


@pytest.mark.parametrize("name", FILES)
def test_file_is_refused_with_a_reason(name: str):
    content, reason = FILES[name]
    with pytest.raises(ValidationError) as refused:
        renditions(upload(content, "photo.jpg"))
    (message,) = refused.value.messages
    assert reason in message
    assert any(word in message for word in ("Open it", "upload", "Copy it")), "says what to do"


def test_bomb_is_small():
    assert len(FILES["bomb"][0]) < 200_000


def test_file_of_more_than_15_megabytes_is_refused_unread(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(decoding, "_decoded", None)
    with pytest.raises(ValidationError, match="larger than 15 MB"):
        renditions(upload(JPEG + bytes(15_100_000 - len(JPEG))))


@pytest.mark.parametrize(
    "limit",
    [{"memory_bytes": 90 << 20}, {"cpu_seconds": 1, "memory_bytes": 2 << 30}],
)
def test_decoder_that_wants_too_much_is_stopped(limit, monkeypatch: pytest.MonkeyPatch):
    large = as_file(Image.effect_noise((6200, 6200), 90).convert("RGBA"), "PNG", compress_level=0)
    monkeypatch.setattr(decoding, "MOST_BYTES", 1 << 30)
    monkeypatch.setattr(decoding, "LIMITS", decoding.LIMITS | limit)
    with pytest.raises(ValidationError, match="takes too much work to open"):
        renditions(upload(large))


def test_decoder_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(decoding, "LONGEST_WAIT_SECONDS", 0.01)
    with pytest.raises(ValidationError, match="takes too much work to open"):
        renditions(upload(JPEG))


def test_decoder_has_no_secrets_and_can_open_nothing(tmp_path, monkeypatch: pytest.MonkeyPatch):
    """A file that takes the decoder over finds no key, no file and no network."""
    intruder = tmp_path / "intruder.py"
    intruder.write_text(INTRUDER.format(decoder=str(decoding.DECODER)))
    monkeypatch.setattr(decoding, "DECODER", intruder)
    monkeypatch.setenv("SECRET_KEY", "secret")
    head, _ = decoding._decoded(JPEG)
    assert head == {"environment": [], "file": "OSError", "socket": "OSError"}


INTRUDER = """
import json, os, runpy, socket, sys
decoder = runpy.run_path({decoder!r})
decoder["confine"](json.loads(sys.argv[1]))

def tried(deed):
    try:
        deed()
    except OSError:
        return "OSError"

found = {{"environment": [name for name in os.environ if name != "LC_CTYPE"]}}
found["file"] = tried(lambda: open("/etc/hostname"))
found["socket"] = tried(lambda: socket.socket())
print(json.dumps(found))
"""

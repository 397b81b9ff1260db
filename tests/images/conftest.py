"""Pictures as files, and a folder of its own for those that the library stores."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django import Settings


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    """The folder of all pictures that a test stores."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def stored(media: Path) -> list[str]:
    """Every file below the folder of pictures, whatever its name."""
    return sorted(str(path.relative_to(media)) for path in media.rglob("*") if path.is_file())


def drawn(mode: str = "RGB", size: tuple[int, int] = (640, 480)) -> Image.Image:
    """A picture that is red on the left and white on the right."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    return image.convert(mode)


def as_file(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def upload(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def jpeg() -> bytes:
    return as_file(drawn(size=(1000, 600)))

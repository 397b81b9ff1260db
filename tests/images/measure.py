"""What an upload costs: `python -m tests.images.measure` prints a line for each kind of picture."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

from tests import conftest  # noqa: F401  # sets what the settings need


def draw(folder: Path) -> None:
    """Write pictures as large as those of cameras and phones, with the noise that photos have."""
    noise = Image.effect_noise((1500, 1000), 40)
    color = Image.merge("RGB", [noise, noise.rotate(180), noise.transpose(Image.Transpose(0))])
    photo = color.resize((6000, 4000), Image.Resampling.BICUBIC)
    photo.resize((4000, 3000)).save(folder / "JPEG, 12 megapixels", "JPEG", quality=90)
    photo.save(folder / "JPEG, 24 megapixels", "JPEG", quality=90)
    photo.convert("CMYK").save(folder / "JPEG, 24 megapixels, for print", "JPEG", quality=75)
    large = color.quantize(16).resize((7700, 5190)).convert("RGBA")
    large.putalpha(200)
    large.save(folder / "PNG, 40 megapixels, transparent", "PNG")


def measure(path: Path) -> dict[str, object]:
    """Take one file apart as the form does; the memory is the decoder's."""
    from django.core.files.base import ContentFile

    from bmcspine.images.decoding import renditions

    content = path.read_bytes()
    start, worked = time.perf_counter(), os.times().children_user
    made = renditions(ContentFile(content))
    return {
        "picture": path.name,
        "kB": len(content) // 1000,
        "seconds": round(time.perf_counter() - start, 2),
        "cpu_seconds": round(os.times().children_user - worked, 2),
        "peak_MB": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        "stored_kB": sum(map(len, made.files.values())) // 1000,
    }


def main() -> None:
    """Measure each file in a process of its own: the child of a large one looks large as well."""
    with tempfile.TemporaryDirectory() as folder:
        draw(Path(folder))
        for path in sorted(Path(folder).iterdir()):
            subprocess.run([sys.executable, "-m", "tests.images.measure", path], check=True)  # noqa: S603


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.stdout.write(json.dumps(measure(Path(sys.argv[1]))) + "\n")
    else:
        main()

"""A photo as hard to make small as one taken in poor light."""

import random
from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SIZE = (2400, 1800)

PHONE_BYTES = 60_000
"""The largest picture on a page, on a phone of 390 px. The project's own promise."""

PHONE_WIDTH_PX = 1200
"""What such a phone takes at the most: 390 px, 92 % of it, three dots to a pixel."""


@lru_cache
def noisy_photo() -> Image.Image:
    """A scene of soft and sharp shapes under the grain of a phone's sensor at night."""
    chance = random.Random(7)  # noqa: S311 the same picture each time
    scene = Image.linear_gradient("L").resize(SIZE).convert("RGB")
    pen = ImageDraw.Draw(scene)
    for _ in range(160):
        x, y, r = chance.randrange(SIZE[0]), chance.randrange(SIZE[1]), chance.randrange(20, 260)
        color = tuple(chance.randrange(256) for _ in range(3))
        pen.ellipse((x - r, y - r, x + r, y + r), fill=color)
    scene = scene.filter(ImageFilter.GaussianBlur(3))
    grain = Image.merge("RGB", [Image.effect_noise(SIZE, 40) for _ in range(3)])
    return ImageChops.add(scene, grain, scale=1, offset=-128)

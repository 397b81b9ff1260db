"""Files that the ordinary tools do not write."""

import io
import struct
import zlib

from PIL import Image


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, bits: int, color: int, rows: bytes) -> bytes:
    """A PNG with this header, true or not, and these rows."""
    header = struct.pack(">IIBBBBB", width, height, bits, color, 0, 0, 0)
    chunks = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 9))
    return b"\x89PNG\r\n\x1a\n" + chunks + _chunk(b"IEND", b"")


def png_16_bit_gray(width: int, height: int, value: int) -> bytes:
    return png(width, height, 16, 0, (b"\0" + struct.pack(">H", value) * width) * height)


def bomb(width: int, height: int) -> bytes:
    """A few bytes that unfold to a black picture of this size."""
    return png(width, height, 8, 0, bytes((width + 1) * height))


def with_second_picture(first: Image.Image, second: Image.Image) -> bytes:
    """A JPEG as phones write it: behind the photo a second picture, for bright screens."""
    file = io.BytesIO()
    first.save(file, "MPO", save_all=True, append_images=[second])
    return file.getvalue()

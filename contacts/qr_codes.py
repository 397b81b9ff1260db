"""QR codes as drawings: dark on light with their quiet zone, whatever the page around them."""

from itertools import groupby

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

QUIET_MODULES = 4
"""Light modules around a code. Source: ISO/IEC 18004."""

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
    'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
    '<path d="{dark}"/></svg>'
)


def svg(text: str) -> str:
    """Return the QR code of a text as a drawing of its own, which needs no style and no script."""
    code = QRCode(border=QUIET_MODULES, error_correction=ERROR_CORRECT_M)
    code.add_data(text)
    rows = code.get_matrix()
    return SVG.format(side=len(rows), dark="".join(_row(y, row) for y, row in enumerate(rows)))


def _row(y: int, modules: list[bool]) -> str:
    """Return the dark runs of a row as parts of a path."""
    parts, x = "", 0
    for dark, run in groupby(modules):
        width = len(list(run))
        parts += f"M{x} {y}h{width}v1h-{width}z" if dark else ""
        x += width
    return parts

"""A link as a QR code."""

import segno
from django.utils.safestring import SafeString, mark_safe

QR_MASK = 3
QR_INK, QR_PAPER = "#14181d", "#fff"  # in dark mode too: cameras want dark on light


def qr_code(address: str) -> SafeString:
    """The address as a QR code, an SVG that fills its place."""
    # To try all eight masks takes five times as long, and any of them can be read.
    code = segno.make(address, error="m", micro=False, mask=QR_MASK)
    svg = code.svg_inline(
        border=4, dark=QR_INK, light=QR_PAPER, omitsize=True, svgclass="qr", lineclass=None
    )
    return mark_safe(svg)  # noqa: S308  # made of numbers only

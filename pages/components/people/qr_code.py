"""A QR code as an SVG picture. The text in it goes nowhere else."""

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

_QUIET = 4
"""The modules of white around the code. Source: ISO/IEC 18004:2024, 5.3.8."""


def svg(text: str, *, label: str) -> str:
    """Return the picture of a text, dark on white in either theme. `label` says to a screen reader what it is."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    size = code.getModuleCount()
    dark = "".join(
        f"M{column + _QUIET} {row + _QUIET}h1v1h-1z"
        for row in range(size)
        for column in range(size)
        if code.isDark(row, column)
    )
    whole = size + 2 * _QUIET
    return (
        f'<svg class="qr-code" role="img" aria-label="{label}" viewBox="0 0 {whole} {whole}" '
        'shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{whole}v{whole}H0z"/><path fill="#000" d="{dark}"/></svg>'
    )

"""A QR code as a picture that is part of the page. The text in it goes nowhere else."""

import base64

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

_QUIET = 4
"""The modules of white around the code. Source: ISO/IEC 18004:2024, 5.3.8."""


def picture(text: str, *, label: str) -> str:
    """Return the picture of a text as HTML, dark on white in either theme; a screen reader reads the `label`."""
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
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{whole}v{whole}H0z"/><path d="{dark}"/></svg>'
    )
    # Streamlit takes SVG out of HTML, and leaves pictures there.
    address = f"data:image/svg+xml;base64,{base64.b64encode(svg.encode('ascii')).decode('ascii')}"
    return f'<img class="qr-code" alt="{label}" src="{address}">'

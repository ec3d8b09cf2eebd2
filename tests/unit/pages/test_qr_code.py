"""The QR code of two-step sign-in is read by another library as the address that an authenticator app expects."""

import base64
import re

import numpy as np
import zxingcpp

from assessment.access import second_factor
from pages.components.people import qr_code


def read(picture: str) -> str:
    """Read the code in a picture, four dots for each module."""
    (encoded,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', picture)
    svg = base64.b64decode(encoded).decode("ascii")
    (size,) = re.findall(r'viewBox="0 0 (\d+) \1"', svg)
    dots = np.full((int(size), int(size)), 255, dtype=np.uint8)
    for column, row in re.findall(r"M(\d+) (\d+)h1v1h-1z", svg):
        dots[int(row), int(column)] = 0
    (found,) = zxingcpp.read_barcodes(dots.repeat(4, axis=0).repeat(4, axis=1))
    return str(found.text)


def test_the_code_holds_the_key_the_account_and_the_service() -> None:
    key = second_factor.new_key()
    address = second_factor.address_of(key, account="ada@kent.example", service="Collaboration self-assessment")

    assert read(qr_code.picture(address, label="QR code")) == address
    assert f"secret={key}&" in address


def test_the_longest_address_fits_into_a_code() -> None:
    address = second_factor.address_of("A" * 32, account="a" * 242 + "@kent.police", service="S")

    assert read(qr_code.picture(address, label="QR code")) == address

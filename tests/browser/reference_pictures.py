"""Pictures of key screens, with which the screens are compared: what moved, vanished or changed its colour is found.

A picture is stored at half its size. Both are compared in squares of eight pixels by their mean colour, so that another
date, or the same letter drawn by another browser, is no difference. ``RENEW_PICTURES=1`` writes the pictures anew: look
at each before it is committed.
"""

import os
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image
from playwright.sync_api import Page

FOLDER: Final = Path(__file__).parent / "pictures"
WIDTH, HEIGHT = 1280, 896
SQUARE: Final = 8
FAINT: Final = 24
"""By how much of 255 the mean of a colour may differ in a square."""
ALLOWED: Final = 0.004
"""The share of squares that may differ by more."""


def difference(page: Page, name: str) -> float:
    """Return the share of squares (0 to 1) in which the page differs from its picture, at the width of a desktop."""
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.wait_for_load_state("networkidle")  # fonts too: until they are there, words stand in another one
    seen = Image.open(BytesIO(_at_rest(page))).convert("RGB").reduce(2)
    path = FOLDER / f"{name}.png"
    if os.environ.get("RENEW_PICTURES"):
        FOLDER.mkdir(exist_ok=True)
        seen.quantize(64).save(path, optimize=True)
    with Image.open(path) as kept:
        apart = np.abs(_squares(seen) - _squares(kept.convert("RGB"))).max(axis=2)
    return float((apart > FAINT).mean())


def _at_rest(page: Page) -> bytes:
    """Return a picture of the page as soon as two in a row are the same, or the twentieth."""
    last, shot = b"", page.screenshot(animations="disabled", caret="hide")
    for _ in range(18):
        if shot == last:
            break
        last, shot = shot, page.screenshot(animations="disabled", caret="hide")
    return shot


def _squares(picture: Image.Image) -> "np.ndarray[tuple[int, int, int], np.dtype[np.int16]]":
    return np.asarray(picture.reduce(SQUARE // 2)).astype(np.int16)

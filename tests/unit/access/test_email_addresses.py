"""E-mail addresses: one rule decides what is one, wherever an address is typed."""

import pytest

from assessment.access.email_address import clean_email_address
from assessment.errors import InvalidInput

REFUSED = "This is not an e-mail address. Write it as name@force.police.uk, with nothing before or after it."


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("x@force.police.uk", "x@force.police.uk"),
        ("  Ann.Lee@Kent.Police.UK \n", "ann.lee@kent.police.uk"),
        ("o'brien+dogs_1-2@west-yorkshire.pnn.police.uk", "o'brien+dogs_1-2@west-yorkshire.pnn.police.uk"),
        (f"{'a' * 64}@kent.example", f"{'a' * 64}@kent.example"),
        ("x@xn--dr-yoa.example", "x@xn--dr-yoa.example"),
    ],
)
def test_an_address_is_kept_in_small_letters(typed: str, address: str) -> None:
    assert clean_email_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "x",
        "@force.police.uk",
        "x@",
        "x@force",
        "x@force.police.uk;",
        "x@force.police.uk,",
        "x@force.police.uk.",
        "x@force.police.uk>",
        "mailto:x@force.police.uk",
        "SMTP:x@force.police.uk",
        "<x@force.police.uk>",
        "Ann Lee <x@force.police.uk>",
        '"Ann Lee"@force.police.uk',
        "x(Ann)@force.police.uk",
        "'x@force.police.uk'",
        "x@y@force.police.uk",
        "x@force.police.uk;y@force.police.uk",
        "x y@force.police.uk",
        "x@force police.uk",
        ".x@force.police.uk",
        "x.@force.police.uk",
        "x..y@force.police.uk",
        "x@force..uk",
        "x@.police.uk",
        "x@-force.police.uk",
        "x@force-.police.uk",
        "x@for_ce.police.uk",
        "x@[192.0.2.1]",
        "x@192.0.2.1",
        "x\x00@force.police.uk",
        "x\n@force.police.uk",
        "x\u200b@force.police.uk",
        "x\ud800@force.police.uk",
        "\u212aay@force.police.uk",
        "ŵyn@force.police.uk",
        "x＠force.police.uk",
        "a" * 65 + "@force.police.uk",
        f"x@{'a' * 64}.police.uk",
        "x@" + "police." * 36 + "uk",
    ],
)
def test_what_is_no_address_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        clean_email_address(typed)

    assert str(refusal.value) == REFUSED

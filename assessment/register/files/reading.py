"""A file to a table: which kind of file it is, told by what it holds and not by its name."""

from typing import Final

from assessment.errors import InvalidInput, Sentence, sentence
from assessment.register.files.csv_reading import read_csv
from assessment.register.files.tables import LARGEST_FILE, Table
from assessment.register.files.workbook_reading import read_workbook

_ZIP: Final = b"PK"
_COMPOUND_FILE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""How an encrypted workbook begins, and one in the format of Excel before 2007 ([MS-CFB])."""
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OTHER_KINDS: Final = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"{\\rtf")
_MARKUP: Final = (b"<?xml", b"<!doctype", b"<html")


def read_table(content: bytes) -> Table:
    """Return the table that a CSV file or an Excel workbook holds. Raise :class:`InvalidInput` where it has none."""
    if len(content) > LARGEST_FILE:
        raise InvalidInput(
            sentence(
                "import_too_large",
                "The file has more than {most} MB. Delete what is not the register’s, or divide it.",
                most=LARGEST_FILE // 1024**2,
            )
        )
    if not content.strip():
        raise InvalidInput(sentence("import_empty", "The file is empty. Choose another one."))
    if content.startswith(_COMPOUND_FILE):
        raise InvalidInput(_old_or_encrypted(content))
    if content.startswith(_ZIP):
        return read_workbook(content)
    if content.startswith(_OTHER_KINDS) or content[:100].lstrip().lower().startswith(_MARKUP):
        raise InvalidInput(
            sentence(
                "import_other_kind",
                "The file is neither CSV nor an Excel workbook, whatever its name says. Choose another one.",
            )
        )
    return read_csv(content)


def _old_or_encrypted(content: bytes) -> Sentence:
    if _ENCRYPTED in content:
        return sentence(
            "import_encrypted", "The workbook has a password. Save it without one in Excel, and choose it again."
        )
    return sentence(
        "import_old_workbook",
        "The workbook is in the format of Excel before 2007. Save it as “Excel Workbook (.xlsx)”, and choose that.",
    )

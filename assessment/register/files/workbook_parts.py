"""An Excel workbook opened: what could do harm is refused before anything of it is read.

The limits follow a measurement: a workbook of 1 MB that unpacked to 300 MB kept a common library busy for a minute, and
a look at its directory refuses it in less than a millisecond.
"""

import posixpath
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from assessment.errors import InvalidInput, Sentence, sentence
from assessment.register.files.workbook_xml import BOMB, BROKEN, Begin, Piece, pieces

MOST_PARTS: Final = 200
MOST_BYTES: Final = 30 * 1024 * 1024
"""The most that all parts have together, unpacked."""
_MOST_TIMES: Final = 100
"""How many times its packed size a part can have that is no small one."""
_SMALL: Final = 1024 * 1024
_CHUNK: Final = 1024 * 1024
"""How much is unpacked at a time. Expat before version 2.6 reads a long word anew from its start for each piece."""
_ENCRYPTED: Final = 0x1
_KINDS: Final = "[Content_Types].xml"

_NO_WORKBOOK: Final = sentence(
    "import_no_workbook",
    "The file is packed like a workbook, but is none of the kind .xlsx. Save it as “Excel Workbook (.xlsx)”.",
)
_MACROS: Final = sentence(
    "import_macros",
    "The workbook holds macros, which are never read here. Save it as “Excel Workbook (.xlsx)”, and choose that.",
)
_LINKED: Final = sentence(
    "import_external",
    "The workbook holds links to other files, data connections or embedded objects. Copy the table as values into a "
    "new workbook, and choose that.",
)
_DAMAGED: Final = (BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError)
"""What Python raises for a packed file in which anything is wrong, such as a place before the beginning of it."""
_HARMFUL: Final[dict[str, Sentence]] = {
    "vbaproject": _MACROS,
    "/macrosheets/": _MACROS,
    "/externallinks/": _LINKED,
    "/connections": _LINKED,
    "/querytables/": _LINKED,
    "/embeddings/": _LINKED,
    "/activex/": _LINKED,
}
"""What stands in the name of a part that is refused."""


class WorkbookParts:
    """The parts of a workbook, by their names. Raise :class:`InvalidInput` where it may not be read."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(content))
        except _DAMAGED:
            raise InvalidInput(BROKEN) from None
        parts = self._zip.infolist()
        self._left = MOST_BYTES
        self._names = {each.filename for each in parts}
        _require_harmless(parts)
        if _KINDS not in self._names:
            raise InvalidInput(_NO_WORKBOOK)
        if b"macroEnabled" in b"".join(self._chunks(_KINDS)):
            raise InvalidInput(_MACROS)

    def pieces(self, name: str) -> Iterator[Piece]:
        """Yield what the XML of the part holds; nothing for a part without a name."""
        return pieces(self._chunks(name)) if name else iter(())

    def related(self, of: str) -> dict[str, tuple[str, str]]:
        """Return the parts that a part names, by their ids: of each the last word of its kind, and its name.

        `of` is empty for the workbook as a whole.
        """
        folder, _, name = of.rpartition("/")
        found = {}
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        for piece in self.pieces(relations if relations in self._names else ""):
            match piece:
                case Begin("Relationship", {"Id": id, "Type": kind, "Target": target} as given):
                    if given.get("TargetMode") != "External":  # the addresses of links in cells
                        place = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                        found[id] = kind.rpartition("/")[2], place
        return found

    def workbook(self) -> str:
        """Return the name of the part that lists the sheets."""
        for kind, name in self.related("").values():
            if kind == "officeDocument" and name in self._names:
                if name.endswith(".bin"):
                    raise InvalidInput(_NO_WORKBOOK)
                return name
        raise InvalidInput(_NO_WORKBOOK)

    def _chunks(self, name: str) -> Iterator[bytes]:
        """Yield the part as it is unpacked. What the directory says of its size is not relied on."""
        try:
            with self._zip.open(name) as part:
                while chunk := part.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise InvalidInput(BOMB)
                    yield chunk
        except _DAMAGED:
            raise InvalidInput(BROKEN) from None


def _require_harmless(parts: Sequence[ZipInfo]) -> None:
    names = [each.filename for each in parts]
    if len(set(names)) < len(names) or any(each.flag_bits & _ENCRYPTED for each in parts):
        raise InvalidInput(BROKEN)
    if any(each.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for each in parts):
        raise InvalidInput(BROKEN)
    if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > MOST_BYTES or any(map(_swells, parts)):
        raise InvalidInput(BOMB)
    for name in names:
        for harmful, says in _HARMFUL.items():
            if harmful in f"/{name.lower()}":
                raise InvalidInput(says)


def _swells(part: ZipInfo) -> bool:
    return part.file_size > _SMALL and part.file_size > _MOST_TIMES * max(part.compress_size, 1)

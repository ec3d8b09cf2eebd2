"""A bank version's folder: its files read, parsed and checked, and the bank built where nothing is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from assessment.bank.build import build
from assessment.bank.checks import find_faults
from assessment.bank.draft import BankDraft, DraftTheme
from assessment.bank.files import read_text, require_not_used_up, yaml_names
from assessment.bank.misfits import Form, fit
from assessment.bank.model import Bank, Status
from assessment.bank.nodes import Listing, Record, Scalar
from assessment.bank.parse import parse
from assessment.bank.problems import Place, Problem, Rule, in_order, quoted
from assessment.bank.schema import BankFile, ContradictionsFile, EquivalenceFile, ThemeFile
from assessment.bank.values import NAME

BANK_FILE_NAME: Final = "bank.yaml"
EQUIVALENCE_FILE_NAME: Final = "equivalence.yaml"
CONTRADICTIONS_FILE_NAME: Final = "contradictions.yaml"
_OTHERS: Final = (BANK_FILE_NAME, EQUIVALENCE_FILE_NAME, CONTRADICTIONS_FILE_NAME)
"""The files that belong to no theme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The result of reading a folder. Only a bank without faults may be used."""

    draft: BankDraft
    """The content of the files, as far as they could be read."""
    bank: Bank | None = None
    """None where the files do not come to a bank."""
    problems: tuple[Problem, ...] = ()

    @property
    def faults(self) -> tuple[Problem, ...]:
        """Return the problems that keep the bank from being used.

        What was published is known by its fingerprint. So it is used whatever is wrong with its contradictions, which
        are then none, and with files that belong to no theme.
        """
        if self.bank is None or self.bank.status is not Status.PUBLISHED:
            return self.problems
        return tuple(problem for problem in self.problems if _is_of_the_content(problem))


def read_bank(directory: Path) -> Reading:
    """Read all of one bank version's folder. Whatever is wrong with it is a problem, and is not raised."""
    try:
        names = yaml_names(directory)
    except (FileNotFoundError, NotADirectoryError):
        return _unread(directory, Rule.FOLDER_MISSING, "there is no such folder", "Check the path.")
    except OSError as error:
        require_not_used_up(error)
        found = f"the folder cannot be read ({error.strerror})"
        return _unread(directory, Rule.FILE_UNREADABLE, found, "Check who may read it.")
    if BANK_FILE_NAME not in names:
        remedy = "Add it, or check the path; a bank version's folder holds bank.yaml and a file for each theme."
        return _unread(directory / BANK_FILE_NAME, Rule.BANK_FILE_MISSING, "there is no such file", remedy)
    return _Reader(directory=directory, names=names).read()


def _is_of_the_content(problem: Problem) -> bool:
    return problem.rule is not Rule.THEME_FILE_UNLISTED and not _is_of_contradictions(problem)


def _is_of_contradictions(problem: Problem) -> bool:
    return Path(problem.place.file).name == CONTRADICTIONS_FILE_NAME


def _unread(path: Path, rule: Rule, found: str, remedy: str) -> Reading:
    place = Place(str(path), 1)
    problem = Problem(rule=rule, place=place, where="bank", found=found, remedy=remedy)
    nothing = BankDraft(bank=Record(place=place, entries={}), themes=(), is_whole=False)
    return Reading(draft=nothing, problems=(problem,))


@dataclass(slots=True, kw_only=True)
class _Reader:
    directory: Path
    names: list[str]
    problems: list[Problem] = field(default_factory=list)

    def read(self) -> Reading:
        file = self.directory / BANK_FILE_NAME
        record, bank_file = self._read_file(file, BankFile, where="bank")
        listing = record.listing("themes") if record else None
        codes = self._theme_files() if listing is None else list(self._listed(listing))
        themes, theme_files = [], []
        for code in codes:
            theme, theme_file = self._read_file(self.directory / f"{code}.yaml", ThemeFile, where=f"theme {code}")
            themes.extend([DraftTheme(code=code, record=theme)] if theme else [])
            theme_files.extend([theme_file] if theme_file else [])
        equivalence, equivalence_file = self._read_if_there(EQUIVALENCE_FILE_NAME, EquivalenceFile, "equivalence")
        contradictions, contradictions_file = self._read_if_there(
            CONTRADICTIONS_FILE_NAME, ContradictionsFile, "contradictions"
        )
        draft = BankDraft(
            bank=record or Record(place=Place(str(file), 1), entries={}),
            themes=tuple(themes),
            equivalence=equivalence,
            contradictions=contradictions,
            is_whole=listing is not None and len(themes) == len(codes) == len(listing.items),
        )
        self.problems.extend(find_faults(draft))
        problems = tuple(in_order(self.problems))
        if bank_file is None or any(map(_is_of_the_content, problems)):
            return Reading(draft=draft, problems=problems)
        if any(map(_is_of_contradictions, problems)):
            contradictions_file = None
        bank = build(bank_file, theme_files, equivalence_file, contradictions_file)
        return Reading(draft=draft, bank=bank, problems=problems)

    def _theme_files(self) -> list[str]:
        """Return the code of every file that may be a theme's, to be read when no list of themes can be."""
        return [name.removesuffix(".yaml") for name in self.names if name.endswith(".yaml") and name not in _OTHERS]

    def _listed(self, listing: Listing) -> Iterator[str]:
        """Yield the listed themes that have a file. Report those that have none, and files that are not listed."""
        listed = {scalar.text: scalar for scalar in listing.each(Scalar)}
        for code, scalar in listed.items():
            name = f"{code}.yaml"
            # Only a well-formed code becomes part of a path; the checks report any other.
            if name in _OTHERS or not NAME.matches(code):
                continue
            if name in self.names:
                yield code
            else:
                found = f"there is no file {name} beside bank.yaml"
                remedy = "Add it, or take the theme off the list."
                self._report(Rule.THEME_FILE_MISSING, scalar.place, f"theme {code}", found, remedy)
        for name in self.names:
            if name not in _OTHERS and not (name.endswith(".yaml") and name.removesuffix(".yaml") in listed):
                found = f"the file {quoted(name)} belongs to no theme that bank.yaml lists"
                remedy = "List the theme, or move the file away; a theme's file is its code and .yaml."
                self._report(Rule.THEME_FILE_UNLISTED, Place(str(self.directory / name), 1), "bank", found, remedy)

    def _report(self, rule: Rule, place: Place, where: str, found: str, remedy: str) -> None:
        self.problems.append(Problem(rule=rule, place=place, where=where, found=found, remedy=remedy))

    def _read_if_there(self, name: str, form: type[Form], where: str) -> tuple[Record | None, Form | None]:
        """Return what :meth:`_read_file` does of a file that may be left out."""
        return self._read_file(self.directory / name, form, where=where) if name in self.names else (None, None)

    def _read_file(self, path: Path, form: type[Form], *, where: str) -> tuple[Record | None, Form | None]:
        """Return a file's content as it stands, and in its form. Report where there is none of either."""
        text = read_text(path, where=where)
        if isinstance(text, Problem):
            self.problems.append(text)
            return None, None
        root, problems = parse(text, file=str(path))
        self.problems.extend(problems)
        if root is None:
            if not problems:
                self._report(Rule.EMPTY_FILE, Place(str(path), 1), where, "the file is empty", "Fill or remove it.")
            return None, None
        fitting, problems = fit(root, form, where=where)
        self.problems.extend(problems)
        return (root if isinstance(root, Record) else None), fitting

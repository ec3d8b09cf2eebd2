"""The words for a change since the round before, and for how many questions it rests on."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from assessment.bank.equivalence import Alike
from assessment.bank.model import Level
from assessment.scoring.changes import Change
from assessment.scoring.limit_wording import listed
from assessment.scoring.number_format import shown

_OF_GRADES: Final = ("Up a grade or more", "Down a grade or more", "Same grade")
_OF_MEANS: Final = ("Mean up", "Mean down", "Same mean")


def in_sentence(change: Change, round_title: str) -> str:
    """Return how the grade, or else the mean, has changed, as a part of a sentence that begins with a comma."""
    if change.alike is not Alike.RULES:
        if change.now.mean is None or change.before.mean is None:
            return f", with nothing in {round_title} to compare it with"
        moved = _moved(change.before.mean, change.now.mean)
        return f", with the mean {moved} since {round_title}{_over(change)}"
    grade, earlier = change.now.grade, change.before.grade
    if grade is None or earlier is None:
        return f", with no grade in {round_title} to compare it with"
    if grade.place == earlier.place:
        return f", as in {round_title}"
    return f", {_graded(grade, earlier)} in {round_title}"


def in_cell(change: Change, round_title: str) -> str:
    """Return the change for a table of results, with the means."""
    grade, before = change.now.grade, change.before
    if change.alike is not Alike.RULES:
        return _of_means(change, then=f"in {round_title}")
    if before.mean is None or before.grade is None:
        return f"No grade in {round_title}"
    if grade is None:
        return f"No grade now; {before.words} before"
    if grade.place == before.grade.place:
        return f"Same grade (was {shown(before.mean)})"
    return _capitalised(f"{_graded(grade, before.grade)} ({shown(before.mean)})")


def in_short(change: Change) -> str:
    """Return the change to stand below words that name the round before."""
    grade, before = change.now.grade, change.before.grade
    if change.alike is not Alike.RULES:
        return _of_means(change, then="then")
    if before is None:
        return "No grade then"
    if grade is None:
        return f"{before.title} then"
    return "No change" if grade.place == before.place else _capitalised(_graded(grade, before))


def in_line(change: Change, round_title: str) -> str:
    """Return the change of the whole for a line in a list of collaborations."""
    grade, before = change.now.grade, change.before.grade
    if change.alike is not Alike.RULES:
        if change.now.mean is None or change.before.mean is None:
            return f"Nothing to compare with {round_title}"
        return f"Mean {_moved(change.before.mean, change.now.mean)} since {round_title}{_over(change)}"
    if grade is None or before is None:
        return f"{'No grade' if before is None else before.title} in {round_title}"
    if grade.place == before.place:
        return f"No change since {round_title}"
    return f"{_capitalised(_graded(grade, before))} in {round_title}"


def sentences(overall: Change, themes: Iterable[tuple[str, Change]]) -> Iterator[str]:
    """Yield the change of the overall mean, and the titles of the themes that went up, went down, or stayed."""
    now, before = overall.now.mean, overall.before.mean
    if now is not None and before is not None:
        verb = "stayed at" if now == before else "rose to" if now > before else "fell to"
        was = "" if now == before else f" from {shown(before)}"
        yield f"The overall mean {verb} {shown(now)}{was}{_over_in_full(overall)}."
    directions = [(_direction(change), f"{title}{_over(change)}") for title, change in themes]
    for direction in (*_OF_GRADES, *_OF_MEANS):
        titles = [title for found, title in directions if found == direction]
        if titles:
            yield f"{direction}: {listed(titles)}."


def note(overall: Change, round_title: str) -> str:
    """Return what was compared, in a sentence or two; empty where both rounds were asked and graded alike."""
    if overall.alike is Alike.RULES:
        return ""
    if overall.alike is Alike.QUESTIONS:
        return f"The rules for grades have changed since {round_title}. Grades that rest on them are not compared."
    return (
        f"The questions have changed since {round_title}: {asked_alike(overall)}. Means are compared over these, and "
        "grades only where everything that decides them is the same."
    )


def asked_alike(overall: Change) -> str:
    """Return how many questions both versions ask the same way, as a clause."""
    of = "" if overall.compared == overall.asked else f" of {overall.asked}"
    verb = "is" if overall.compared == overall.asked == 1 else "are"
    return f"{overall.compared}{of} {_questions(overall.asked)} {verb} asked the same way"


def _of_means(change: Change, *, then: str) -> str:
    if change.compared == 0:
        return f"No question asked the same way {then}"
    if change.now.mean is None or change.before.mean is None:
        return f"No mean {then if change.before.mean is None else 'now'}{_over(change)}"
    rules = "; the rules for grades have changed" if change.alike is Alike.QUESTIONS else ""
    return f"Mean {_moved(change.before.mean, change.now.mean)}{_over(change)}{rules}"


def _over(change: Change) -> str:
    """Return how many questions the means rest on; empty where that is every one."""
    if change.alike is not Alike.PART:
        return ""
    of = "" if change.compared == change.asked else f" of {change.asked}"
    return f" over {change.compared}{of} {_questions(change.asked)}"


def _over_in_full(change: Change) -> str:
    return f"{over} that both versions ask the same way" if (over := _over(change)) else ""


def _questions(count: int) -> str:
    return "question" if count == 1 else "questions"


def _moved(before: Fraction, now: Fraction) -> str:
    if now == before:
        return f"unchanged at {shown(now)}"
    way = "up" if now > before else "down"
    if shown(now) == shown(before):
        return f"{way} by less than 0.01 to {shown(now)}"
    return f"{way} from {shown(before)} to {shown(now)}"


def _graded(grade: Level, before: Level) -> str:
    return f"{'up' if grade.place > before.place else 'down'} from {before.title}"


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def _direction(change: Change) -> str | None:
    """Return the words for where a theme went; None where there is nothing to compare."""
    before: Fraction | int | None
    now: Fraction | int | None
    if change.alike is Alike.RULES:
        before, now = (None if each.grade is None else each.grade.place for each in (change.before, change.now))
        up, down, same = _OF_GRADES
    else:
        before, now = change.before.mean, change.now.mean
        up, down, same = _OF_MEANS
    if before is None or now is None:
        return None
    return same if now == before else up if now > before else down

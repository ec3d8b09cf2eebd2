"""The reasons for a grade, what would lift the overall one, and every score as a table."""

from assessment.report.report_subject import PreviousRound
from assessment.scoring import change_wording
from assessment.scoring.limit_wording import OWN_RULES, holders
from assessment.scoring.scores import Scorecard
from pages.components.layout import html_parts, html_tables
from pages.components.results import lift_steps, score_cells
from pages.components.results.lift_steps import Planning


def overall_lift(scorecard: Scorecard, planning: Planning) -> str:
    """Return what would lift the overall grade as HTML, where there is anything."""
    lift, outlook = scorecard.overall_lift, scorecard.overall.outlook
    if not lift and not outlook:
        return ""
    words = lift_steps.of(lift, scorecard.bank, planning) if lift else html_parts.paragraph(outlook or "")
    return f"<h2>What would lift the overall grade</h2>{words}"


def of(scorecard: Scorecard, previous: PreviousRound | None) -> str:
    """Return how the overall grade was worked out, and every score, to be opened, as HTML."""
    grounds = html_parts.bullets(list(scorecard.overall.grounds))
    return html_parts.fold(
        "How the overall grade was worked out, and every score", grounds, _table(scorecard, previous)
    )


def _table(scorecard: Scorecard, previous: PreviousRound | None) -> str:
    """Return a row for each theme and one for the overall result, with what holds its grade down.

    Where there is a round before, a column says what has changed since.
    """
    levels = len(scorecard.bank.scale)
    scores = [*scorecard.themes, scorecard.overall]
    changes = _changes(scorecard, previous)
    caption = (
        f"Scores by theme. Means are on levels 1 to {levels}; the range counts unanswered questions at the lowest and "
        f"at the highest level; “as evidenced” leaves out high levels without evidence. {OWN_RULES}"
    )
    table = html_tables.of(
        caption,
        (
            "Theme",
            "Grade",
            *([f"Since {previous.round_title}"] if previous else []),
            "Mean",
            "Range",
            "As evidenced",
            "Coverage",
            "Held by",
        ),
        [
            (
                html_tables.text(score.title),
                score_cells.grade(score, levels=levels),
                *([html_tables.text(change)] if previous else []),
                score_cells.mean(score),
                score_cells.score_range(score, scorecard.bank),
                score_cells.mean_and_grade(score.evidenced, scorecard.bank),
                score_cells.coverage(score),
                html_tables.text(holders(score.claimed, scorecard.bank) or "No limit"),
            )
            for score, change in zip(scores, changes, strict=True)
        ],
        kind="scores",
    )
    return html_tables.with_caption(table, caption)


def _changes(scorecard: Scorecard, previous: PreviousRound | None) -> list[str]:
    """Return the change of every score since the round before, the overall one last; empty without such a round."""
    if previous is None:
        return [""] * (len(scorecard.themes) + 1)
    changes = (*previous.changes.themes, previous.changes.overall)
    return [change_wording.in_cell(change, previous.round_title) for change in changes]

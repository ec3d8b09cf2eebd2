"""The result of one theme: its grade with the reason, what would lift it, its strengths and its areas to improve."""

from collections.abc import Iterator, Sequence

from assessment.codes import AnswerFilter
from assessment.report.held_down import limit_words
from assessment.scoring import AnsweredQuestion
from assessment.scoring.statement_wording import statement_line
from assessment.views.answered_assessment import AnsweredAssessment
from assessment.views.results_view import Results, ThemeResult
from pages.components.layout import html_links, html_parts, html_tables
from pages.components.layout.escaping import in_html
from pages.components.results import lift_steps, not_asked, question_table, score_cells
from pages.components.results.lift_steps import Planning


def chosen(results: Results, code: str) -> ThemeResult:
    """Return the result of the theme with that code, or of the first one where there is none."""
    return next((each for each in results.themes if each.theme.code == code), results.themes[0])


def of(results: Results, result: ThemeResult, planning: Planning) -> str:
    """Return links to the themes, and the result of this one, as HTML."""
    links = (
        html_links.to(
            "results",
            each.theme.title,
            is_current=each is result,
            stays=True,
            assessment=planning.assessment,
            theme=each.theme.code,
        )
        for each in results.themes
    )
    return f"<h2>Theme by theme</h2>{html_links.filters(links)}{''.join(_parts(results.opened, result, planning))}"


def _parts(opened: AnsweredAssessment, result: ThemeResult, planning: Planning) -> Iterator[str]:
    score, levels = result.score, len(opened.bank.scale)
    reason, *others = score.grounds
    yield f'<p class="headline">{score_cells.grade(score, levels=levels)}</p><p class="lede">{in_html(reason)}</p>'
    if score.lift:
        yield f"<h3>What would lift it</h3>{lift_steps.of(score.lift, opened.bank, planning)}"
    elif score.outlook:
        yield f"<h3>What would lift it</h3>{html_parts.paragraph(score.outlook)}"
    strengths = _answers(
        "Strengths",
        [_strength(each, opened) for each in result.strengths],
        none="No question has yet reached the level where evidence is expected.",
    )
    areas = _answers(
        "Areas to improve",
        [_area(each, opened, planning) for each in result.areas_to_improve],
        none="No answered question is below the level where evidence is expected.",
    )
    yield f'<div class="halves">{strengths}{areas}</div>'
    answers = html_links.to(
        "check_answers",
        "Read every answer with its rationale and evidence",
        assessment=opened.assessment.id,
        show=AnswerFilter.ALL,
    )
    evidence = html_links.to(
        "evidence", "See what evidence it rests on", assessment=opened.assessment.id, theme=result.theme.code
    )
    yield f'<p class="links">{answers} {evidence}</p>'
    if result.theme.not_asked:
        yield f"<h3>Not asked</h3>{not_asked.of(result.theme)}"
    yield html_parts.fold("Every question in this theme", question_table.of(result.questions, levels=levels))
    if others:
        yield html_parts.fold("How this grade was worked out", html_parts.bullets([reason, *others]))


def _answers(caption: str, rows: Sequence[Sequence[str]], *, none: str) -> str:
    table = (
        html_tables.of(caption, ["Question", "Level"], rows, kind="findings") if rows else html_parts.paragraph(none)
    )
    return f"<div><h3>{caption}</h3>{table}</div>"


def _strength(answered: AnsweredQuestion, opened: AnsweredAssessment) -> Sequence[str]:
    highest = opened.highest_without_evidence
    evidence = "With evidence" if answered.supported else f"No evidence, so as evidenced it counts as {highest.title}"
    return _row(answered, opened, [evidence])


def _area(answered: AnsweredQuestion, opened: AnsweredAssessment, planning: Planning) -> Sequence[str]:
    said = [] if answered.limit is None else [limit_words(answered.limit, opened.bank)]
    codes = [*(each.code for each in answered.question.statements), answered.finding.id if answered.finding else ""]
    planned = next((code for code in codes if code in planning.planned), None)
    if planned is None:
        return _row(answered, opened, [*said, "No action is planned"])
    return _row(answered, opened, said, more=f'<span class="sub">{planning.way(planned)}</span>')


def _row(answered: AnsweredQuestion, opened: AnsweredAssessment, said: Sequence[str], *, more: str = "") -> list[str]:
    below = "".join(f'<span class="sub">{in_html(each)}</span>' for each in (*_gap(answered), *said))
    return [
        f"{in_html(answered.question.title)} ({answered.question.code}){below}{more}",
        score_cells.badge(answered.level, levels=len(opened.bank.scale)),
    ]


def _gap(answered: AnsweredQuestion) -> Iterator[str]:
    if answered.placement.gap is not None:
        yield f"One gap is forgiven: {statement_line(answered.placement.gap)}"

"""What the partner forces say side by side: what to discuss first, how far they agree, grades and questions."""

from collections.abc import Iterable, Iterator
from datetime import date

from assessment.agreement.from_agreed import FromAgreed
from assessment.agreement.spread import QuestionSpread
from assessment.bank.model import Theme
from assessment.rounds.assessment import Assessment
from assessment.rounds.evidence_wording import evidence_line
from assessment.rounds.response import NotApplicable
from assessment.scoring import shown
from assessment.scoring.limit_wording import listed
from assessment.scoring.question_results import QuestionResult
from assessment.scoring.scores import Score
from assessment.views.partners_view import ReleasedAnswers
from pages.components.layout import html_links, html_parts, html_tables
from pages.components.layout.escaping import in_html
from pages.components.results import question_answer, score_cells


def title(released: ReleasedAnswers) -> str:
    """Return on how many questions those who answered alone differ, in words."""
    differing = sum(each.is_disputed for each in released.spread.questions)
    every = len(released.spread.questions)
    who = "respondents" if released.further else "forces"
    if not differing:
        return f"The {who} contradict each other on no question"
    return f"The {who} differ on {differing} of {every} questions"


def what_counts(released: ReleasedAnswers) -> str:
    """Return what follows from the answers of the further respondents, as HTML; nothing where there are none."""
    if not released.further:
        return ""
    return html_parts.paragraph(
        f"{listed(list(released.further))} {'stands' if len(released.further) == 1 else 'stand'} beside the replies of "
        "the forces in what to discuss and question by question. The grades of each force, and how far they agree, "
        "follow from the replies of the forces alone."
    )


def discuss_first(released: ReleasedAnswers, id: object, *, may_agree: bool) -> str:
    """Return the questions most worth discussing first with the reason for each, as HTML."""
    if not released.discuss_first:
        return ""
    rows = []
    for each in released.discuss_first:
        question = each.question.question
        name = in_html(f"{question.code} {question.title}")
        if may_agree:
            name = html_links.to("respond", f"{question.code} {question.title}", assessment=id, question=question.code)
        rows.append([name, in_html(each.reason)])
    table = html_tables.of("Worth discussing first", ["Question", "Why"], rows, kind="cards sentences")
    return f"<h2>Worth discussing first</h2>{table}"


def agreement(released: ReleasedAnswers) -> str:
    """Return how far the answers agree, as HTML."""
    return f"<h2>How far they agree</h2>{html_parts.paragraph(released.how_far)}"


def grades(apart: FromAgreed, *, levels: int) -> str:
    """Return the grade and the mean of each force by theme, and how far each is from what is agreed, as HTML."""
    rows = [
        [
            in_html(each.title),
            _score(each.agreed, levels),
            *(_score(score.score, levels, more=score.words) for score in each.scores),
        ]
        for each in apart.scores
    ]
    # What is agreed comes first, so that it is seen where many forces make the table scroll.
    headings = ["Theme", "Agreed", *apart.respondents]
    return html_tables.of("The grades of each force", headings, rows, kind="cards")


def furthest(apart: FromAgreed, *, levels: int) -> str:
    """Return the questions on which forces stood furthest apart from what is agreed, as HTML; nothing without any."""
    rows = [
        [
            in_html(f"{each.question.code} {each.question.title}"),
            question_answer.level(each.agreed, levels=levels),
            "".join(f"<p><strong>{in_html(reply.label)}:</strong> {in_html(reply.words)}</p>" for reply in each.apart)
            + minority_views(each.views),
        ]
        for each in apart.furthest
    ]
    if not rows:
        return ""
    table = html_tables.of(
        "The questions with the largest differences",
        ["Question", "Agreed", "Who said what"],
        rows,
        kind="cards sentences",
    )
    return f"<h3>The questions with the largest differences</h3>{table}"


def minority_views(views: Iterable[tuple[str, str]]) -> str:
    """Return the views of forces that still differ from what is agreed, as HTML."""
    return "".join(f"<p><strong>Minority view of {in_html(name)}:</strong> {in_html(text)}</p>" for name, text in views)


def theme(released: ReleasedAnswers, theme: Theme, assessment: Assessment) -> str:
    """Return every question of a theme with what each force says and what is agreed, as HTML."""
    spread = released.spread
    picks = html_links.filters(
        html_links.to(
            "partners", each.title, assessment=assessment.id, theme=each.code, is_current=each == theme, stays=True
        )
        for each in spread.bank.themes
    )
    of_theme = [each for each in spread.questions if each.question in theme.questions]
    questions = "".join(_question(each, released, assessment.round.as_of) for each in of_theme)
    return f"<h2>Question by question</h2>{picks}{questions}"


def _score(score: Score, levels: int, *, more: str = "") -> str:
    """Return a score with its mean, and with more words on it where there are any."""
    words = ", ".join(filter(None, ["" if score.claimed.mean is None else shown(score.claimed.mean), more]))
    return score_cells.grade(score, levels=levels) + (f'<span class="sub">{in_html(words)}</span>' if words else "")


def _question(each: QuestionSpread, released: ReleasedAnswers, as_of: date) -> str:
    question, labels = each.question, released.spread.respondents
    agreed = released.agreed[question.code]
    columns = [*((label, each.results[label]) for label in labels), ("Agreed", agreed)]
    levels = len(released.spread.bank.scale)
    rows = [["Level", *(question_answer.level(result, levels=levels) for _, result in columns)]]
    for statement in question.statements:
        ticks = [_tick(result, statement.code) for _, result in columns]
        rows.append([in_html(f"{statement.code} {statement.text}"), *ticks])
    if question.finding is not None:
        answers = [in_html(result.finding_answer) for _, result in columns]
        rows.append([in_html(f"{question.finding.id} {question.finding.ask}"), *answers])
    table = html_tables.of(
        f"{question.code}: what each force says", ["Statement", *(name for name, _ in columns)], rows, kind="cards"
    )
    texts = "".join(_texts(name, result, as_of) for name, result in columns)
    views = next((found.views for found in released.apart.questions if found.question == question), ())
    return f"<h3>{in_html(f'{question.code} {question.title}')}</h3>{table}{texts}{minority_views(views)}"


def _tick(result: QuestionResult, code: str) -> str:
    met = result.response.met
    if met is None:
        return "Does not apply" if result.is_not_applicable else "Not answered"
    return "Yes" if code in met else "No"


def _texts(name: str, result: QuestionResult, as_of: date) -> str:
    """Return the rationale and the evidence of one force, or its reason why the question does not apply, as HTML."""
    said = list(_said(result, as_of))
    return f"<p><strong>{in_html(name)}:</strong> {in_html(' '.join(said))}</p>" if said else ""


def _said(result: QuestionResult, as_of: date) -> Iterator[str]:
    response = result.response
    if isinstance(response.reply, NotApplicable):
        yield response.reply.reason
    if response.rationale:
        yield response.rationale
    if response.evidence:
        yield f"Evidence: {'; '.join(evidence_line(item, as_of=as_of) for item in response.evidence)}."

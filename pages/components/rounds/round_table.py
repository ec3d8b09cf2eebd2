"""The rounds as a table, the one that opened last first."""

from datetime import date

from assessment.dates import uk_date
from assessment.rounds.shared_round import SharedRound
from assessment.views.rounds_view import RoundsPage
from pages.components.layout import html_links, html_tables
from pages.components.layout.escaping import in_html
from pages.components.layout.phrases import count


def show(page: RoundsPage) -> None:
    """Draw every round with its days, its bank version, and how many assessments were started in it."""
    html_tables.show(
        count(len(page.lines), "round"),
        ["Round", "Opens", "Closes", "Question bank", "Assessments"],
        [
            [
                html_links.to("rounds", line.round.title, round=line.round.id)
                + f'<span class="sub">{state(line.round, on=page.today)}</span>',
                uk_date(line.round.opens_on),
                uk_date(line.round.closes_on) if line.round.closes_on else '<span class="sub">No last day</span>',
                in_html(line.round.bank.version),
                str(line.started),
            ]
            for line in page.lines
        ],
        kind="cards",
    )


def state(round: SharedRound, *, on: date) -> str:
    """Return in words whether assessments can be started in the round on that day."""
    if round.is_open(on=on):
        return "Open"
    return "Not open yet" if on < round.opens_on else "Closed"

"""The report of about thirty pages with which the PDF engines are measured."""

from dataclasses import replace
from functools import cache

from assessment.report import parts
from assessment.report.chapters import report_document
from assessment.report.report_content import report_content
from assessment.report.report_subject import ReportSubject
from assessment.scoring import score
from tests.report.sample_reports import typical


def document() -> parts.Document:
    """Build a report in which every question is answered, half of them with a rationale and evidence.

    Its content is computed anew on every call.
    """
    return report_document(report_content(_subject()))


@cache
def _subject() -> ReportSubject:
    complete = typical()
    replies = {
        code: response if number % 2 else replace(response, rationale="", evidence=())
        for number, (code, response) in enumerate(complete.responses.items())
    }
    return replace(complete, responses=replies, scorecard=score(complete.bank, replies), previous=None)


def text_pieces() -> list[dict[str, object]]:
    """Return the report as pieces: texts with their font size in points, and tables as rows of texts."""
    return [piece for part in document().parts for piece in _part_pieces(part)]


def _part_pieces(part: parts.Part) -> list[dict[str, object]]:
    match part:
        case parts.HeadingPart():
            text = f"{part.label} {part.words} {part.grade.word if part.grade else ''}".strip()
            return [{"text": text, "size": (21, 14.5, 12.5)[part.rank - 1]}]
        case parts.TextPart() | parts.NoticePart():
            return [{"text": _plain(part.words), "size": 12}]
        case parts.ListPart():
            return [{"text": f"- {_plain(item.words)}", "size": 12} for item in part.items]
        case parts.TablePart():
            top = [column.title for column in part.columns]
            return [{"table": [top, *[[_in_cell(cell) for cell in row] for row in part.rows]]}]
        case parts.EntryPart():
            return [piece for each in part.parts for piece in _part_pieces(each)]
        case _:
            return []


def _in_cell(cell: parts.Cell) -> str:
    match cell:
        case parts.GradePart():
            return cell.word
        case parts.Texts():
            return "\n".join(_plain(each.words) for each in cell.texts)
        case _:
            return _plain(cell)


def _plain(words: parts.Words) -> str:
    return words if isinstance(words, str) else "".join(span.text for span in words)

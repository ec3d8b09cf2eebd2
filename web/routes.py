"""The addresses that are not pages."""

from typing import Final

from starlette.responses import RedirectResponse
from starlette.routing import Route

from web import answers, drafts, files

ROUTES: Final = (
    Route("/answers", answers.save_level, methods=["POST"]),
    Route("/drafts", drafts.keep_typed_text, methods=["POST"]),
    Route("/files/comparison.csv", files.comparison),
    Route("/files/comparison.pdf", files.comparison_report),
    Route("/files/{assessment}/report.pdf", files.report),
    Route("/files/{assessment}/report.html", files.report_page),
    Route("/files/{assessment}/assessment.json", files.exchange),
    Route("/files/{rest:path}", files.nothing),
    Route("/pages/{rest:path}", RedirectResponse("/", status_code=303)),
)

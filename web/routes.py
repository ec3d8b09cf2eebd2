"""The addresses that are not pages."""

from typing import Final

from starlette.responses import RedirectResponse
from starlette.routing import Route

from web import account, answers, drafts, elsewhere, files

ROUTES: Final = (
    Route("/answers", answers.save_level, methods=["POST"]),
    Route("/account/sign-in", account.show_sign_in, methods=["GET"]),
    Route("/account/sign-in", account.take_sign_in, methods=["POST"]),
    Route("/account/sign-out", account.take_sign_out, methods=["POST"]),
    Route("/account/first", account.show_first, methods=["GET"]),
    Route("/account/first", account.take_first, methods=["POST"]),
    Route("/account/invitation/{secret}", account.show_invitation, methods=["GET"]),
    Route("/account/invitation/{secret}", account.take_invitation, methods=["POST"]),
    Route(elsewhere.GO, elsewhere.go, methods=["GET"]),
    Route(elsewhere.BACK, elsewhere.come_back, methods=["GET"]),
    Route("/account/{rest:path}", RedirectResponse("/", status_code=303)),
    Route("/drafts", drafts.keep_typed_text, methods=["POST"]),
    Route("/files/comparison.csv", files.comparison),
    Route("/files/comparison.pdf", files.comparison_report),
    Route("/files/{assessment}/report.pdf", files.report),
    Route("/files/{assessment}/report.html", files.report_page),
    Route("/files/{assessment}/assessment.json", files.exchange),
    Route("/files/{rest:path}", files.nothing),
    Route("/pages/{rest:path}", RedirectResponse("/", status_code=303)),
)

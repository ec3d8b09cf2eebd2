"""The table of all routes that are not pages of the app."""

from typing import Final

from starlette.responses import RedirectResponse
from starlette.routing import Route

from web import account_routes, action_route, download_routes, oidc_routes, response_route, working_notes_routes
from web.page_addresses import page_not_found
from web.paths import (
    ACTION,
    COMMENT,
    FIRST_ADMINISTRATOR,
    HANDED,
    OIDC_CALLBACK,
    OIDC_LOGIN,
    OIDC_LOGOUT,
    RESPONSE,
    SIGN_IN,
)

ROUTES: Final = (
    Route(RESPONSE, response_route.save_response, methods=["PUT"]),
    Route(RESPONSE, response_route.show_response, methods=["GET"]),
    Route(ACTION, action_route.save_action, methods=["PUT"]),
    Route(COMMENT, working_notes_routes.save_comment, methods=["PUT"]),
    Route(HANDED, working_notes_routes.save_handed, methods=["PUT"]),
    Route("/assessments/{rest:path}", page_not_found),
    Route(SIGN_IN, account_routes.show_sign_in, methods=["GET"]),
    Route(SIGN_IN, account_routes.sign_in_by_password, methods=["POST"]),
    Route("/account/session", account_routes.check_session, methods=["GET"]),
    Route("/account/sign-out", account_routes.end_session, methods=["POST"]),
    Route(FIRST_ADMINISTRATOR, account_routes.show_first_administrator, methods=["GET"]),
    Route(FIRST_ADMINISTRATOR, account_routes.make_first_administrator, methods=["POST"]),
    Route("/account/invitation/{secret}", account_routes.show_invitation, methods=["GET"]),
    Route("/account/invitation/{secret}", account_routes.accept_invitation_by_password, methods=["POST"]),
    Route(OIDC_LOGIN, oidc_routes.start_login, methods=["GET"]),
    Route(OIDC_CALLBACK, oidc_routes.finish_login, methods=["GET"]),
    Route(OIDC_LOGOUT, oidc_routes.end_sessions, methods=["POST"]),
    # Somebody goes back to where the button to sign out led.
    Route("/account/sign-out", RedirectResponse("/", status_code=303)),
    Route("/account/{rest:path}", page_not_found),
    Route("/files/register.{form}", download_routes.register),
    Route("/files/comparison.csv", download_routes.comparison_csv),
    Route("/files/comparison.pdf", download_routes.comparison_pdf),
    Route("/files/{assessment}/preview/{file}", download_routes.report_preview),
    Route("/files/{assessment}/version/{version:int}/{file}", download_routes.issued_report),
    Route("/files/{assessment}/assessment.{form}", download_routes.answers),
    Route("/files/{assessment}/actions.{form}", download_routes.actions),
    Route("/files/{rest:path}", download_routes.unknown_file),
)

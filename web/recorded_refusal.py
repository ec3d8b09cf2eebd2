"""Record in the audit trail that a route has refused what somebody asked for."""

from starlette.requests import Request

from assessment.actions.audit_refusals import audit_refusal
from assessment.errors import AssessmentError, TooManyAtOnce
from assessment.services import services
from web.session_cookie import credential_of


def record_refusal(request: Request, *, where: str) -> None:
    """Record the refusal, if that can be written. Raise :class:`TooManyAtOnce` for somebody who asks on and on."""
    try:
        audit_refusal(services().store, credential_of(request), where=where)
    except TooManyAtOnce:
        raise
    except AssessmentError:
        return  # the refusal itself is what the person is told

"""The words for every code, in one place: change a word here and no stored data changes.

Words stand inside a sentence, so they begin with a small letter; `label` gives them a capital for a heading or a cell.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from assessment.codes import (
    ActionChangeKind,
    ActionFilter,
    ActionOrder,
    ActionState,
    ActorCode,
    AnswerFilter,
    BoardOutcome,
    CollaborationFunction,
    CollaborationKind,
    CollaborationStatus,
    DutyKind,
    Event,
    ExportForm,
    Move,
    NextStep,
    PeopleShown,
    Permission,
    PersonState,
    Perspective,
    Reach,
    RegisterField,
    ReportFormat,
    Role,
    Signatory,
    Stage,
    TableFormat,
    TaskStatus,
    WhySetAside,
)

_WORDS: Final[tuple[Mapping[StrEnum, str], ...]] = (
    {
        # Each follows "You may not".
        Permission.ENTER: "use this service",
        Permission.START: "start an assessment",
        Permission.READ: "read this assessment",
        Permission.READ_DRAFT: "read this assessment before it is submitted",
        Permission.RESPOND: "answer this assessment",
        Permission.SUBMIT: "submit this assessment",
        Permission.RELEASE: "choose who answers alone, or release the answers of the partner forces",
        Permission.WITHDRAW: "withdraw this assessment or its submission",
        Permission.MODERATE: "moderate this assessment",
        Permission.LOWER_CLASSIFICATION: "lower the classification of this assessment",
        Permission.MANAGE_COLLABORATION: (
            "archive this collaboration, rename its open rounds, fit them to the register or delete its drafts"
        ),
        Permission.HAND_OVER: "hand this collaboration over to another lead",
        Permission.PLAN_ACTIONS: "plan actions on this assessment",
        Permission.ISSUE_REPORT: "issue a report on this assessment",
        Permission.RECORD_DECISION: "record what the board decided about this assessment",
        Permission.SEE_DOWNLOADS: "see who has looked at what of this assessment",
        Permission.COMPARE: "compare assessments",
        Permission.MANAGE_PEOPLE: "give, confirm or remove access",
        Permission.INVITE: "invite people",
        Permission.MANAGE_FORCES: "change the list of forces",
        Permission.MANAGE_ROUNDS: "make rounds and change their days",
        Permission.READ_REGISTER: "read what only the partners of this collaboration see in the register",
        Permission.MANAGE_REGISTER: "change what the register says about this collaboration",
        Permission.REGISTER_COLLABORATION: "add a collaboration to the register",
        Permission.SEARCH_AUDIT: "search the audit trail",
        Permission.REBUILD_SCORES: "rebuild the scores that are kept",
    },
    {
        CollaborationFunction.SERIOUS_CRIME: "serious and organised crime",
        CollaborationFunction.FORENSICS: "forensics",
        CollaborationFunction.ROADS_POLICING: "roads policing",
        CollaborationFunction.SPECIALIST_OPERATIONS: "specialist operations",
        CollaborationFunction.CRIMINAL_JUSTICE: "criminal justice",
        CollaborationFunction.PUBLIC_CONTACT: "contact with the public",
        CollaborationFunction.PROFESSIONAL_STANDARDS: "professional standards",
        CollaborationFunction.DIGITAL: "information technology",
        CollaborationFunction.PEOPLE: "people and training",
        CollaborationFunction.PROCUREMENT: "procurement",
        CollaborationFunction.LEGAL: "legal services and insurance",
        CollaborationFunction.BUSINESS_SUPPORT: "business support",
        CollaborationFunction.SEVERAL: "several functions",
    },
    {
        CollaborationKind.STRATEGIC_ALLIANCE: "strategic alliance",
        CollaborationKind.SHARED_FUNCTION: "shared function",
        CollaborationKind.REGIONAL_UNIT: "regional unit",
        CollaborationKind.NATIONAL_SERVICE: "national service",
    },
    {
        CollaborationStatus.PROPOSED: "proposed",
        CollaborationStatus.IN_DEVELOPMENT: "in development",
        CollaborationStatus.LIVE: "live",
        CollaborationStatus.UNDER_REVIEW: "under review",
        CollaborationStatus.TRANSFERRING: "transferring",
        CollaborationStatus.CLOSED: "closed",
    },
    {
        Signatory.CHIEF_OFFICER: "chief officer",
        Signatory.POLICING_BODY: "policing body",
    },
    {
        DutyKind.REVIEW_DUE: "the agreement is due for review",
        DutyKind.EXPIRED: "the agreement has expired",
        DutyKind.NOT_PUBLISHED: "it is not said where the agreement is published",
        DutyKind.WITHOUT_CONTACT: "a partner has no contact",
    },
    {
        RegisterField.NAME: "name",
        RegisterField.FUNCTION: "function",
        RegisterField.KIND: "kind",
        RegisterField.STATUS: "status",
        RegisterField.LEAD_FORCE: "lead force",
        RegisterField.HOST: "host",
        RegisterField.PURPOSE: "purpose",
        RegisterField.BOARD: "governance board",
        RegisterField.AGREEMENT_REFERENCE: "section 22A agreement",
        RegisterField.SIGNED_ON: "date of the agreement",
        RegisterField.REVIEW_ON: "date of its next review",
        RegisterField.EXPIRES_ON: "date on which it expires",
        RegisterField.PUBLISHED_AT: "where it is published",
        RegisterField.WHY_NOT_PUBLISHED: "why it is not published",
        RegisterField.STAFF_FTE: "staff (full-time equivalent)",
        RegisterField.YEARLY_COST: "yearly cost",
        RegisterField.HAS_POSTED_STAFF: "staff posted to it",
        RegisterField.SHARES_PERSONAL_DATA: "sharing of personal data",
        RegisterField.SHARED_SYSTEMS: "shared systems",
        RegisterField.EXIT_TERMS: "exit terms",
        RegisterField.LESSONS: "lessons",
        RegisterField.PREDECESSOR: "predecessor",
        RegisterField.AS_OF: "day that these facts describe",
        RegisterField.MEMBERSHIPS: "partners",
        RegisterField.SIGNATURES: "signatures",
        RegisterField.FACTS: "sources",
    },
    {
        Perspective.OPERATIONAL: "operational",
        Perspective.FINANCE: "finance",
        Perspective.HR: "HR",
        Perspective.BOARD: "board",
    },
    {
        Role.MEMBER: "force member",
        Role.RESPONDENT: "respondent",
        Role.LEAD: "lead",
        Role.BOARD_MEMBER: "board member",
        Role.INSPECTOR: "inspector",
        Role.ADMINISTRATOR: "administrator",
        Role.ACCESS_OWNER: "force access owner",
        Role.OPERATOR: "operator of the command line",
    },
    {
        Reach.COLLABORATION: "one collaboration",
        Reach.COLLABORATION_FOR_A_FORCE: "one collaboration, for one force",
        Reach.FORCE: "one force",
        Reach.EVERYWHERE: "everywhere",
        Reach.EVERYWHERE_OR_COLLABORATION: "everywhere or one collaboration, as was chosen",
    },
    {
        PersonState.INVITED: "invited, has not chosen a password yet",
        PersonState.ACTIVE: "can sign in",
        PersonState.DISABLED: "cannot sign in",
        PersonState.FORGOTTEN: "no longer named",
    },
    {
        PeopleShown.ALL: "all",
        PeopleShown.LAPSING: "lapses within 30 days",
        PeopleShown.INVITED: "not signed in yet",
    },
    {
        ActionState.PLANNED: "planned",
        ActionState.UNDER_WAY: "under way",
        ActionState.DONE: "done",
        ActionState.WITHDRAWN: "withdrawn",
    },
    {
        ActionFilter.OPEN: "open",
        ActionFilter.OVERDUE: "overdue",
        ActionFilter.DONE: "done",
        ActionFilter.WITHDRAWN: "withdrawn",
        ActionFilter.ALL: "all",
    },
    {
        ActionOrder.QUESTION: "what will be done",
        ActionOrder.OWNER: "owner",
        ActionOrder.DUE: "due",
        ActionOrder.STATE: "state",
    },
    {
        # Each follows a number.
        ActionChangeKind.NEW: "new",
        ActionChangeKind.DONE: "done",
        ActionChangeKind.WITHDRAWN: "withdrawn",
        ActionChangeKind.UNDER_WAY: "now under way",
        ActionChangeKind.PLANNED_AGAIN: "planned again",
        ActionChangeKind.NEW_DUE_DATE: "with a new due date",
        ActionChangeKind.NEW_OWNER: "with a new owner",
        ActionChangeKind.REWORDED: "reworded",
        ActionChangeKind.UNCHANGED: "unchanged",
    },
    {
        Stage.COLLECTING: "answered by each force alone",
        Stage.RELEASED: "released, to be agreed",
        Stage.OPEN: "in progress",
        Stage.SUBMITTED: "submitted",
        Stage.IN_MODERATION: "in moderation",
        Stage.PUBLISHED: "published",
        Stage.WITHDRAWN: "withdrawn",
    },
    {
        # Each follows "You cannot".
        Move.RELEASE: "release the forces’ answers",
        Move.BEGIN_AGREEING: "begin to record what the partners agree",
        Move.SUBMIT: "submit this assessment",
        Move.TAKE_BACK: "withdraw the submission of this assessment",
        Move.BEGIN_MODERATION: "begin to moderate this assessment",
        Move.PUBLISH: "publish this assessment",
        Move.SEND_BACK: "send this assessment back",
        Move.WITHDRAW: "withdraw this assessment",
    },
    {
        TaskStatus.NOT_STARTED: "not started",
        TaskStatus.IN_PROGRESS: "in progress",
        TaskStatus.COMPLETED: "completed",
    },
    {
        AnswerFilter.NEEDS_A_LOOK: "needs a look",
        AnswerFilter.NOT_ANSWERED: "not answered",
        AnswerFilter.NO_EVIDENCE: "no evidence",
        AnswerFilter.NO_RATIONALE: "no rationale",
        AnswerFilter.FINDINGS: "findings",
        AnswerFilter.ALL: "all",
    },
    {
        WhySetAside.NOT_SUBMITTED: "not submitted yet",
        WhySetAside.AMENDED: "amended since",
        WhySetAside.WITHDRAWN: "withdrawn",
        WhySetAside.ANOTHER_BANK: "on another question bank",
        WhySetAside.NOT_SOUGHT: "not what the filters ask for",
    },
    {
        NextStep.START_ANSWERING: "start answering",
        NextStep.CONTINUE: "continue",
        NextStep.START_NEXT_ROUND: "start the next round",
        NextStep.SEE_RESULTS: "see the results",
        NextStep.READ_ANSWERS: "read the answers",
    },
    {
        ReportFormat.PDF: "PDF",
        ReportFormat.HTML: "web page",
        ReportFormat.BOARD_PAPER: "board paper",
    },
    {
        TableFormat.CSV: "CSV",
        TableFormat.XLSX: "Excel workbook",
    },
    {
        ExportForm.JSON: "JSON",
        ExportForm.CSV: "CSV",
        ExportForm.XLSX: "Excel workbook",
    },
    {
        BoardOutcome.ACCEPTED: "accepted",
        BoardOutcome.ACCEPTED_WITH_CHANGES: "accepted with changes",
        BoardOutcome.NOT_ACCEPTED: "not accepted",
    },
    {
        Event.ASSESSMENT_STARTED: "assessment started",
        Event.AMENDMENT_BEGUN: "amendment begun",
        Event.ASSESSMENT_CHANGED: "assessment changed",
        Event.ASSESSMENT_SUBMITTED: "assessment submitted",
        Event.FACTS_TAKEN: "questions fitted to the register",
        Event.RESPONDENT_ADDED: "further respondent of a force added",
        Event.RESPONDENT_REMOVED: "further respondent of a force removed",
        Event.FORCE_SUBMITTED: "a force’s answers submitted",
        Event.FORCE_TOOK_BACK: "a force’s answers taken back",
        Event.ANSWERS_RELEASED: "answers of the forces released",
        Event.AGREEING_BEGUN: "agreeing begun",
        Event.SUBMISSION_WITHDRAWN: "submission withdrawn",
        Event.MODERATION_BEGUN: "moderation begun",
        Event.ASSESSMENT_PUBLISHED: "assessment published",
        Event.ASSESSMENT_SENT_BACK: "assessment sent back",
        Event.ASSESSMENT_WITHDRAWN: "assessment withdrawn",
        Event.ROUND_RENAMED: "round renamed",
        Event.ROUND_MADE: "round made",
        Event.ROUND_CHANGED: "title or days of a round changed",
        Event.SCORES_REBUILT: "scores worked out again",
        Event.DRAFT_DELETED: "draft deleted",
        Event.COLLABORATION_REGISTERED: "collaboration added to the register",
        Event.REGISTER_CHANGED: "register changed",
        Event.REGISTER_EXPORTED: "register exported",
        Event.REGISTER_IMPORTED: "register imported from a file",
        Event.COLLABORATION_REMOVED: "collaboration removed from the register",
        Event.COLLABORATION_ARCHIVED: "collaboration archived",
        Event.COLLABORATION_RESTORED: "collaboration shown on Home again",
        Event.RESPONSE_SAVED: "answer saved",
        Event.COMMENT_WRITTEN: "comment written",
        Event.COMMENT_REMOVED: "comment removed",
        Event.QUESTION_HANDED: "question handed to a colleague",
        Event.QUESTION_TAKEN_BACK: "question taken back from a colleague",
        Event.IMPROVEMENT_ACTION_SAVED: "action saved",
        Event.REPORT_PREVIEWED: "preview of the report",
        Event.REPORT_ISSUED: "report issued",
        Event.REPORT_TAKEN: "issued report",
        Event.BOARD_DECIDED: "decision of the board recorded",
        Event.ANSWERS_EXPORTED: "answers exported",
        Event.ACTIONS_EXPORTED: "actions exported",
        Event.COMPARISON_EXPORTED: "comparison exported",
        Event.FORCES_LISTED: "list of forces taken in",
        Event.FORCE_ADDED: "force added",
        Event.FORCE_RENAMED: "force renamed",
        Event.POLICING_BODY_NAMED: "policing body given",
        Event.FORCE_ENDED: "force ended",
        Event.FORCES_MERGED: "forces merged",
        Event.FIRST_ADMINISTRATOR_CREATED: "first administrator created",
        Event.SIGNED_IN: "signed in",
        Event.SIGN_IN_REFUSED: "sign-in refused",
        Event.LINK_REFUSED: "link refused",
        Event.FIRST_RUN_CODE_REFUSED: "code for the first administrator refused",
        Event.SIGNED_OUT: "signed out",
        Event.REQUEST_REFUSED: "request refused",
        Event.PERSON_INVITED: "person invited",
        Event.NEW_PASSWORD_LINK_MADE: "new-password link made",
        Event.NEW_PASSWORD_LINK_ASKED: "new-password link asked for",
        Event.NEW_PASSWORD_LINK_APPROVED: "new-password link approved",
        Event.NEW_PASSWORD_LINK_REFUSED: "new-password link refused",
        Event.NEW_PASSWORD_LINK_USED: "new-password link used",
        Event.LINK_NOT_SENT: "e-mail with a link not sent",
        Event.INVITATION_ACCEPTED: "invitation accepted",
        Event.ACCESS_GIVEN: "access given",
        Event.ACCESS_ENDED: "access removed",
        Event.ACCESS_CONFIRMED: "access confirmed",
        Event.PERSON_DEACTIVATED: "person removed",
        Event.PERSON_REACTIVATED: "person allowed back",
        Event.PERSON_MOVED: "person moved to another force",
        Event.CURRENT_PASSWORD_REFUSED: "current password refused",
        Event.PASSWORD_CHANGED: "password changed",
        Event.SECOND_FACTOR_SET: "two-step sign-in turned on",
        Event.SECOND_FACTOR_REMOVED: "two-step sign-in turned off",
        Event.PERSON_FORGOTTEN: "person forgotten",
        Event.ROWS_CHANGED: "something else changed",
    },
    {
        ActorCode.NOBODY: "nobody signed in",
        ActorCode.IDENTITY_PROVIDER: "the identity provider",
        ActorCode.COMMAND_LINE: "the command line",
    },
)


_DOWNLOADS: Final[Mapping[tuple[Event, str], str]] = {
    (Event.REPORT_PREVIEWED, "pdf"): "preview of the report as PDF",
    (Event.REPORT_PREVIEWED, "html"): "preview of the report as web page",
    (Event.REPORT_PREVIEWED, "board_paper"): "preview of the board paper as PDF",
    (Event.REPORT_ISSUED, "pdf"): "report issued as PDF",
    (Event.REPORT_ISSUED, "html"): "report issued as web page",
    (Event.REPORT_ISSUED, "board_paper"): "board paper issued as PDF",
    (Event.REPORT_TAKEN, "pdf"): "report as PDF",
    (Event.REPORT_TAKEN, "html"): "report as web page",
    (Event.REPORT_TAKEN, "board_paper"): "board paper as PDF",
    (Event.ANSWERS_EXPORTED, "json"): "answers exported as JSON",
    (Event.ANSWERS_EXPORTED, "csv"): "answers exported as CSV",
    (Event.ANSWERS_EXPORTED, "xlsx"): "answers exported as Excel workbook",
    (Event.ACTIONS_EXPORTED, "csv"): "actions exported as CSV",
    (Event.ACTIONS_EXPORTED, "xlsx"): "actions exported as Excel workbook",
    (Event.REGISTER_EXPORTED, "json"): "register exported as JSON",
    (Event.REGISTER_EXPORTED, "csv"): "register exported as CSV",
    (Event.REGISTER_EXPORTED, "xlsx"): "register exported as Excel workbook",
    (Event.COMPARISON_EXPORTED, "csv"): "comparison as CSV",
    (Event.COMPARISON_EXPORTED, "pdf"): "comparison as PDF",
}
"""The words for a download, by the event that records it and the file's format."""


def words(code: StrEnum) -> str:
    """Return the words for a code, for use inside a sentence. Raise :class:`KeyError` for a code without words."""
    return _BY_CODE[type(code), code]


def label(code: StrEnum) -> str:
    """Return the words for a code with a capital letter, for a heading, a button or a cell."""
    return _with_a_capital(words(code))


def event_label(event: Event, *, file_format: str = "") -> str:
    """Return the words for an event with a capital letter, as ``Report as PDF``.

    `file_format` is the ending of the file that was downloaded, and empty for an event without a file.
    """
    return _with_a_capital(_DOWNLOADS.get((event, file_format), words(event)))


def has_words(value: object) -> bool:
    """Return True for a code that has words here."""
    return isinstance(value, StrEnum) and (type(value), value) in _BY_CODE


def _with_a_capital(text: str) -> str:
    return text[0].upper() + text[1:]


# By kind too: two codes of different kinds may be spelt alike, and would then count as the same key.
_BY_CODE: Final = {(type(code), code): text for kind in _WORDS for code, text in kind.items()}


def in_perspective(force: str, perspective: Perspective | None) -> str:
    """Return the name of a respondent: that of the force, or ``Kent Police (finance)`` for a further one of it."""
    return force if perspective is None else f"{force} ({words(perspective)})"

"""The codes that are stored, sealed and exported. A code never changes; its words are in `wording` and may change."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing that a role may allow."""

    ENTER = "enter"
    START = "start"
    READ = "read"
    READ_DRAFT = "read_draft"
    RESPOND = "respond"
    SUBMIT = "submit"
    RELEASE = "release"
    WITHDRAW = "withdraw"
    MODERATE = "moderate"
    LOWER_CLASSIFICATION = "lower_classification"
    MANAGE_COLLABORATION = "manage_collaboration"
    HAND_OVER = "hand_over"
    PLAN_ACTIONS = "plan_actions"
    ISSUE_REPORT = "issue_report"
    RECORD_DECISION = "record_decision"
    SEE_DOWNLOADS = "see_downloads"
    COMPARE = "compare"
    MANAGE_PEOPLE = "manage_people"
    INVITE = "invite"
    MANAGE_FORCES = "manage_forces"
    MANAGE_ROUNDS = "manage_rounds"
    READ_REGISTER = "read_register"
    MANAGE_REGISTER = "manage_register"
    REGISTER_COLLABORATION = "register_collaboration"
    SEARCH_AUDIT = "search_audit"
    REBUILD_SCORES = "rebuild_scores"


class Role(StrEnum):
    """A role that a person can be granted."""

    MEMBER = "member"
    RESPONDENT = "respondent"
    LEAD = "lead"
    BOARD_MEMBER = "board_member"
    INSPECTOR = "inspector"
    ADMINISTRATOR = "administrator"
    ACCESS_OWNER = "access_owner"
    OPERATOR = "operator"


class Perspective(StrEnum):
    """From what work in a force a further respondent answers, beside the one who gives the force's reply."""

    OPERATIONAL = "operational"
    FINANCE = "finance"
    HR = "hr"
    BOARD = "board"


class CollaborationFunction(StrEnum):
    """The policing function that a collaboration carries out, as the register has it."""

    SERIOUS_CRIME = "serious_crime"
    FORENSICS = "forensics"
    ROADS_POLICING = "roads_policing"
    SPECIALIST_OPERATIONS = "specialist_operations"
    CRIMINAL_JUSTICE = "criminal_justice"
    PUBLIC_CONTACT = "public_contact"
    PROFESSIONAL_STANDARDS = "professional_standards"
    DIGITAL = "digital"
    PEOPLE = "people"
    PROCUREMENT = "procurement"
    LEGAL = "legal"
    BUSINESS_SUPPORT = "business_support"
    SEVERAL = "several"


class CollaborationKind(StrEnum):
    """What sort of collaboration it is, as the register has it."""

    STRATEGIC_ALLIANCE = "strategic_alliance"
    SHARED_FUNCTION = "shared_function"
    REGIONAL_UNIT = "regional_unit"
    NATIONAL_SERVICE = "national_service"


class CollaborationStatus(StrEnum):
    """Where a collaboration is between its first plan and its end, as the register has it."""

    PROPOSED = "proposed"
    IN_DEVELOPMENT = "in_development"
    LIVE = "live"
    UNDER_REVIEW = "under_review"
    TRANSFERRING = "transferring"
    CLOSED = "closed"


class Signatory(StrEnum):
    """Who signs an agreement for a partner force (Police Act 1996, section 22A)."""

    CHIEF_OFFICER = "chief_officer"
    POLICING_BODY = "policing_body"


class DutyKind(StrEnum):
    """What is due about a collaboration in the register."""

    REVIEW_DUE = "review_due"
    EXPIRED = "expired"
    NOT_PUBLISHED = "not_published"
    WITHOUT_CONTACT = "without_contact"


class RegisterField(StrEnum):
    """What the register holds about a collaboration. The code is also the name of the column in its exports."""

    NAME = "name"
    FUNCTION = "function"
    KIND = "kind"
    STATUS = "status"
    LEAD_FORCE = "lead_force"
    HOST = "host"
    PURPOSE = "purpose"
    BOARD = "board"
    AGREEMENT_REFERENCE = "agreement_reference"
    SIGNED_ON = "signed_on"
    REVIEW_ON = "review_on"
    EXPIRES_ON = "expires_on"
    PUBLISHED_AT = "published_at"
    WHY_NOT_PUBLISHED = "why_not_published"
    STAFF_FTE = "staff_fte"
    YEARLY_COST = "yearly_cost"
    HAS_POSTED_STAFF = "has_posted_staff"
    SHARES_PERSONAL_DATA = "shares_personal_data"
    SHARED_SYSTEMS = "shared_systems"
    EXIT_TERMS = "exit_terms"
    LESSONS = "lessons"
    PREDECESSOR = "predecessor"
    AS_OF = "as_of"
    MEMBERSHIPS = "memberships"
    SIGNATURES = "signatures"
    FACTS = "facts"


class Reach(StrEnum):
    """How far a role reaches. It decides which of collaboration and force a grant of the role must name."""

    COLLABORATION = "collaboration"
    COLLABORATION_FOR_A_FORCE = "collaboration_for_a_force"
    FORCE = "force"
    EVERYWHERE = "everywhere"
    EVERYWHERE_OR_COLLABORATION = "everywhere_or_collaboration"
    """As far as was chosen when the role was given."""


class PersonState(StrEnum):
    """The state of a person's account, from invitation to leaving."""

    INVITED = "invited"
    ACTIVE = "active"
    DISABLED = "disabled"
    FORGOTTEN = "forgotten"


class PeopleShown(StrEnum):
    """Which of the people a list shows."""

    ALL = "all"
    LAPSING = "lapsing"
    INVITED = "invited"


class ActionState(StrEnum):
    """The state of an improvement action."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        """Return True while the action is still to be done."""
        return self in {ActionState.PLANNED, ActionState.UNDER_WAY}


class ActionFilter(StrEnum):
    """The improvement actions that a list shows."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    WITHDRAWN = "withdrawn"
    ALL = "all"


class ActionOrder(StrEnum):
    """What a list of improvement actions is sorted by."""

    QUESTION = "question"
    OWNER = "owner"
    DUE = "due"
    STATE = "state"


class ActionChangeKind(StrEnum):
    """The change of an improvement action since an earlier report. Of several, the first in this order is counted."""

    NEW = "new"
    DONE = "done"
    WITHDRAWN = "withdrawn"
    UNDER_WAY = "under_way"
    PLANNED_AGAIN = "planned_again"
    NEW_DUE_DATE = "new_due_date"
    NEW_OWNER = "new_owner"
    REWORDED = "reworded"
    UNCHANGED = "unchanged"


class Stage(StrEnum):
    """The stages of an assessment. Its moves from one to another are in :mod:`assessment.rounds.lifecycle`."""

    COLLECTING = "collecting"
    """Each partner force answers alone, and sees no other's answers."""
    RELEASED = "released"
    """The answers of the partner forces stand side by side, and change no more."""
    OPEN = "open"
    """It takes the answers that count: those of the collaboration as one, or what its partners agree."""
    SUBMITTED = "submitted"
    IN_MODERATION = "in_moderation"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    """It was submitted, and does not count any more."""


class Move(StrEnum):
    """The moves of an assessment from one stage to another."""

    RELEASE = "release"
    BEGIN_AGREEING = "begin_agreeing"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    """The lead withdraws the submission, to go on answering."""
    BEGIN_MODERATION = "begin_moderation"
    PUBLISH = "publish"
    SEND_BACK = "send_back"
    """An inspector opens the assessment again."""
    WITHDRAW = "withdraw"
    """The lead withdraws the assessment as a whole."""


class TaskStatus(StrEnum):
    """The progress in answering the questions of a theme."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"


class AnswerFilter(StrEnum):
    """The answers of an assessment that are shown before it is submitted."""

    NEEDS_A_LOOK = "needs_a_look"
    NOT_ANSWERED = "not_answered"
    NO_EVIDENCE = "no_evidence"
    NO_RATIONALE = "no_rationale"
    FINDINGS = "findings"
    ALL = "all"


class WhySetAside(StrEnum):
    """The reasons why assessments that somebody may read are not compared."""

    NOT_SUBMITTED = "not_submitted"
    AMENDED = "amended"
    WITHDRAWN = "withdrawn"
    ANOTHER_BANK = "another_bank"
    NOT_SOUGHT = "not_sought"


class NextStep(StrEnum):
    """What to do next about a collaboration."""

    START_ANSWERING = "start_answering"
    CONTINUE = "continue"
    START_NEXT_ROUND = "start_next_round"
    SEE_RESULTS = "see_results"
    READ_ANSWERS = "read_answers"


class ReportFormat(StrEnum):
    """The formats of a report. The codes of the PDF and of the web page are also the endings of their files' names."""

    PDF = "pdf"
    HTML = "html"
    BOARD_PAPER = "board_paper"
    """The two pages for the board alone, as a PDF."""


class ExportForm(StrEnum):
    """The forms in which answers and the register are exported. The codes are also the endings of the files' names."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


class TableFormat(StrEnum):
    """The formats of a table. The codes are also the endings of the files' names."""

    CSV = "csv"
    XLSX = "xlsx"


class BoardOutcome(StrEnum):
    """What a board decided about a report."""

    ACCEPTED = "accepted"
    ACCEPTED_WITH_CHANGES = "accepted_with_changes"
    NOT_ACCEPTED = "not_accepted"


class Event(StrEnum):
    """The kinds of event that the audit trail records."""

    ASSESSMENT_STARTED = "assessment_started"
    AMENDMENT_BEGUN = "amendment_begun"
    ASSESSMENT_CHANGED = "assessment_changed"
    ASSESSMENT_SUBMITTED = "assessment_submitted"
    FACTS_TAKEN = "facts_taken"
    RESPONDENT_ADDED = "respondent_added"
    RESPONDENT_REMOVED = "respondent_removed"
    FORCE_SUBMITTED = "force_submitted"
    FORCE_TOOK_BACK = "force_took_back"
    ANSWERS_RELEASED = "answers_released"
    AGREEING_BEGUN = "agreeing_begun"
    SUBMISSION_WITHDRAWN = "submission_withdrawn"
    MODERATION_BEGUN = "moderation_begun"
    ASSESSMENT_PUBLISHED = "assessment_published"
    ASSESSMENT_SENT_BACK = "assessment_sent_back"
    ASSESSMENT_WITHDRAWN = "assessment_withdrawn"
    ROUND_RENAMED = "round_renamed"
    ROUND_MADE = "round_made"
    """By an administrator, for any collaboration."""
    ROUND_CHANGED = "round_changed"
    SCORES_REBUILT = "scores_rebuilt"
    DRAFT_DELETED = "draft_deleted"
    COLLABORATION_REGISTERED = "collaboration_registered"
    REGISTER_CHANGED = "register_changed"
    REGISTER_EXPORTED = "register_exported"
    REGISTER_IMPORTED = "register_imported"
    COLLABORATION_REMOVED = "collaboration_removed"
    COLLABORATION_ARCHIVED = "collaboration_archived"
    COLLABORATION_RESTORED = "collaboration_restored"
    RESPONSE_SAVED = "response_saved"
    COMMENT_WRITTEN = "comment_written"
    """Written on a question, or brought back by its author."""
    COMMENT_REMOVED = "comment_removed"
    QUESTION_HANDED = "question_handed"
    QUESTION_TAKEN_BACK = "question_taken_back"
    IMPROVEMENT_ACTION_SAVED = "improvement_action_saved"
    REPORT_PREVIEWED = "report_previewed"
    REPORT_ISSUED = "report_issued"
    REPORT_TAKEN = "report_taken"
    """A file of a report that was issued before was handed out."""
    BOARD_DECIDED = "board_decided"
    ANSWERS_EXPORTED = "answers_exported"
    ACTIONS_EXPORTED = "actions_exported"
    COMPARISON_EXPORTED = "comparison_exported"
    FORCES_LISTED = "forces_listed"
    FORCE_ADDED = "force_added"
    FORCE_RENAMED = "force_renamed"
    POLICING_BODY_NAMED = "policing_body_named"
    FORCE_ENDED = "force_ended"
    FORCES_MERGED = "forces_merged"
    FIRST_ADMINISTRATOR_CREATED = "first_administrator_created"
    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    LINK_REFUSED = "link_refused"
    FIRST_RUN_CODE_REFUSED = "first_run_code_refused"
    SIGNED_OUT = "signed_out"
    REQUEST_REFUSED = "request_refused"
    PERSON_INVITED = "person_invited"
    NEW_PASSWORD_LINK_MADE = "new_password_link_made"  # noqa: S105 - the code of an event
    NEW_PASSWORD_LINK_ASKED = "new_password_link_asked"  # noqa: S105 - the code of an event
    NEW_PASSWORD_LINK_APPROVED = "new_password_link_approved"  # noqa: S105 - the code of an event
    NEW_PASSWORD_LINK_REFUSED = "new_password_link_refused"  # noqa: S105 - the code of an event
    NEW_PASSWORD_LINK_USED = "new_password_link_used"  # noqa: S105 - the code of an event
    LINK_NOT_SENT = "link_not_sent"
    INVITATION_ACCEPTED = "invitation_accepted"
    ACCESS_GIVEN = "access_given"
    ACCESS_ENDED = "access_ended"
    ACCESS_CONFIRMED = "access_confirmed"
    PERSON_DEACTIVATED = "person_deactivated"
    PERSON_REACTIVATED = "person_reactivated"
    PERSON_MOVED = "person_moved"
    CURRENT_PASSWORD_REFUSED = "current_password_refused"  # noqa: S105 - the code of an event
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the code of an event
    SECOND_FACTOR_SET = "second_factor_set"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
    PERSON_FORGOTTEN = "person_forgotten"
    ROWS_CHANGED = "rows_changed"
    """Something was changed that has no event of its own."""


class ActorCode(StrEnum):
    """The actors in the audit trail that are not a person. A person is named there by the id of their account."""

    NOBODY = "nobody"
    IDENTITY_PROVIDER = "identity_provider"
    COMMAND_LINE = "command_line"

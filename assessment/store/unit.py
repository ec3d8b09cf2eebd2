"""One unit of work in the store: a transaction, of which everything happens or nothing."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from assessment.store.account_notices import AccountNotices
from assessment.store.assessments import StoredAssessments
from assessment.store.attempts import Attempts
from assessment.store.audit import AuditTrail
from assessment.store.audit_search import AuditSearch
from assessment.store.collaborations import StoredCollaborations
from assessment.store.comments import StoredComments
from assessment.store.comparison_search import ComparisonSearch
from assessment.store.forces import StoredForces
from assessment.store.handed_questions import HandedQuestions
from assessment.store.holding import Held
from assessment.store.home_search import HomeSearch
from assessment.store.identities import Identities
from assessment.store.improvement_actions import ImprovementActions
from assessment.store.invitations import Invitations
from assessment.store.issued_reports import IssuedReports
from assessment.store.people import People
from assessment.store.people_search import PeopleSearch
from assessment.store.register import StoredRegister
from assessment.store.register_duties import RegisterDuties
from assessment.store.register_search import RegisterSearch
from assessment.store.report_files import ReportFiles
from assessment.store.respondents import StoredRespondents
from assessment.store.responses import StoredResponses
from assessment.store.rounds import StoredRounds
from assessment.store.sessions import StoredSessions
from assessment.store.theme_scores import ThemeScores


class Unit:
    """One transaction, with everything that can be read and written in it. It cannot be used after it has ended."""

    def __init__(
        self,
        connection: Connection,
        key: Callable[[], bytes],
        held: Held,
        *,
        at: datetime,
        is_example: bool,
    ) -> None:
        self.is_example = is_example
        """True where everything in the database is invented."""
        self.at = at
        """When the transaction held what it decides on: the time at which sessions and grants are judged."""
        self.for_writing = held.for_writing
        self.audit = AuditTrail(connection, key, held, for_writing=held.for_writing)
        self.audit_search = AuditSearch(connection)
        self.forces = StoredForces(connection, self.audit, held)
        self.register = StoredRegister(connection, self.audit, held)
        self.register_duties = RegisterDuties(connection)
        self.register_search = RegisterSearch(connection)
        self.rounds = StoredRounds(connection, self.audit, held)
        self.assessments = StoredAssessments(connection, self.audit, held, self.register, self.rounds)
        self.respondents = StoredRespondents(connection, self.audit, held, self.assessments)
        self.comparison_search = ComparisonSearch(connection)
        self.home_search = HomeSearch(connection)
        self.collaborations = StoredCollaborations(connection, self.audit, held)
        self.responses = StoredResponses(connection, self.audit, held)
        self.comments = StoredComments(connection, self.audit, held)
        self.handed_questions = HandedQuestions(connection, self.audit, held)
        self.theme_scores = ThemeScores(connection, held)
        self.improvement_actions = ImprovementActions(connection, self.audit, held)
        self.issued_reports = IssuedReports(self.audit)
        self.report_files = ReportFiles(connection, held)
        self.people = People(connection, held)
        self.people_search = PeopleSearch(connection)
        self.sessions = StoredSessions(connection, held)
        self.invitations = Invitations(connection, held, key)
        self.account_notices = AccountNotices(connection)
        self.identities = Identities(connection, held)
        self.attempts = Attempts(connection, held)

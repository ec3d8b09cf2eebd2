"""The table of pairs."""

from collections.abc import Callable, Mapping
from typing import Final

from assessment.actions import (
    account_notices,
    audit_refusals,
    importing_register,
    limited_attempts,
    loading_register,
    presented_secrets,
)
from assessment.exports import issuing, recorded_export, register_export, round_exports
from tests.concurrency.access_pairs import ACCESS_PAIRS
from tests.concurrency.account_pairs import ACCOUNT_PAIRS
from tests.concurrency.alone_pairs import ALONE_PAIRS
from tests.concurrency.amending_pairs import AMENDING_PAIRS
from tests.concurrency.answer_pairs import ANSWER_PAIRS
from tests.concurrency.assessment_pairs import ASSESSMENT_PAIRS
from tests.concurrency.beginning_pairs import BEGINNING_PAIRS
from tests.concurrency.collaboration_pairs import COLLABORATION_PAIRS
from tests.concurrency.file_pairs import FILE_PAIRS
from tests.concurrency.force_pairs import FORCE_PAIRS
from tests.concurrency.forgetting_pairs import FORGETTING_PAIRS
from tests.concurrency.further_respondent_pairs import FURTHER_RESPONDENT_PAIRS
from tests.concurrency.handing_over_pairs import HANDING_OVER_PAIRS
from tests.concurrency.invitation_pairs import INVITATION_PAIRS
from tests.concurrency.link_pairs import LINK_PAIRS
from tests.concurrency.moderating_pairs import MODERATING_PAIRS
from tests.concurrency.planning_pairs import PLANNING_PAIRS
from tests.concurrency.register_pairs import REGISTER_PAIRS
from tests.concurrency.round_pairs import ROUND_PAIRS
from tests.concurrency.starting_pairs import STARTING_PAIRS
from tests.concurrency.working_notes_pairs import WORKING_NOTES_PAIRS

PAIRS: Final = (
    *BEGINNING_PAIRS,
    *ACCESS_PAIRS,
    *FORGETTING_PAIRS,
    *ACCOUNT_PAIRS,
    *INVITATION_PAIRS,
    *LINK_PAIRS,
    *ANSWER_PAIRS,
    *STARTING_PAIRS,
    *ASSESSMENT_PAIRS,
    *ALONE_PAIRS,
    *MODERATING_PAIRS,
    *COLLABORATION_PAIRS,
    *PLANNING_PAIRS,
    *FURTHER_RESPONDENT_PAIRS,
    *FILE_PAIRS,
    *FORCE_PAIRS,
    *HANDING_OVER_PAIRS,
    *REGISTER_PAIRS,
    *ROUND_PAIRS,
    *AMENDING_PAIRS,
    *WORKING_NOTES_PAIRS,
)

IN_NO_PAIR: Final[Mapping[Callable[..., object], str]] = {
    account_notices.dismiss_notice: "It only hides a notice from whoever asks, on which nothing is decided.",
    audit_refusals.audit_refusal: "It only adds to the audit trail, on which nothing is decided.",
    importing_register.check_register_file: "It only reads.",
    limited_attempts.place_for_attempt: "It is a part of each action that checks a secret, and those are in pairs.",
    loading_register.compare_with_register: "It only reads.",
    presented_secrets.is_accepted: "It only counts; what it lets through decides for itself.",
    recorded_export.make_and_record: "It is a part of every action that makes a file, each of which is in a pair.",
    recorded_export.make_as_one_moment: "It is a part of the same actions.",
    register_export.export_register: "It reads one state, and only adds to the audit trail.",
    issuing.issue_or_take: "It calls issue_report and then take_report, each of which is in a pair.",
    round_exports.jobs_for_round: "It only reads; what it returns calls issue_or_take.",
}
"""The actions that change nothing on which another decides, each with the reason."""

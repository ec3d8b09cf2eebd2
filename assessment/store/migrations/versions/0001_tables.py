"""The tables that the first release starts with.

From the first tagged release on, no migration is ever edited: a change to the tables is a new file, with the next
number.
"""

import sqlalchemy as sa
from alembic import context, op

from assessment.store.audit_chain import key_check

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

PERSPECTIVES = "'operational', 'finance', 'hr', 'board'"
ROLES = "'member', 'respondent', 'lead', 'board_member', 'inspector', 'administrator', 'access_owner'"
REACH = (
    "(role = 'member' AND collaboration_id IS NULL AND force_id IS NOT NULL)"
    " OR (role = 'respondent' AND collaboration_id IS NOT NULL AND force_id IS NOT NULL)"
    " OR (role = 'lead' AND collaboration_id IS NOT NULL AND force_id IS NOT NULL)"
    " OR (role = 'board_member' AND collaboration_id IS NOT NULL AND force_id IS NULL)"
    " OR (role = 'inspector' AND force_id IS NULL)"
    " OR (role = 'administrator' AND collaboration_id IS NULL AND force_id IS NULL)"
    " OR (role = 'access_owner' AND collaboration_id IS NULL AND force_id IS NOT NULL)"
)
FUNCTIONS = (
    "'serious_crime', 'forensics', 'roads_policing', 'specialist_operations', 'criminal_justice', 'public_contact',"
    " 'professional_standards', 'digital', 'people', 'procurement', 'legal', 'business_support', 'several'"
)
KINDS = "'strategic_alliance', 'shared_function', 'regional_unit', 'national_service'"
STATUSES = "'proposed', 'in_development', 'live', 'under_review', 'transferring', 'closed'"
FORGOTTEN = (
    "state <> 'forgotten' OR (name = '' AND name_key = '' AND email IS NULL AND password IS NULL"
    " AND second_factor IS NULL)"
)


def upgrade() -> None:
    forces()
    collaborations_and_answers()
    people()
    improvement_actions()
    working_notes()
    report_files()
    audit()


def forces() -> None:
    op.create_table(
        "force",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("area_code", sa.String(), nullable=True),
        sa.Column("policing_body", sa.String(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("successor_id", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_force"),
        of_force("force", "successor_id"),
        length("force", "id", 1, 100),
        length("force", "kind", 1, 200),
        length("force", "region", 1, 200),
        length("force", "country", 1, 200),
        length("force", "area_code", 1, 20),
        length("force", "policing_body", 1, 200),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_force_ends_after_start")),
        sa.CheckConstraint("successor_id IS NULL OR valid_to IS NOT NULL", name=op.f("ck_force_ended_if_succeeded")),
        sa.CheckConstraint("successor_id <> id", name=op.f("ck_force_not_its_own_successor")),
        without_nul("force", "id", "kind", "region", "country", "area_code", "policing_body"),
    )
    op.create_table(
        "force_name",
        sa.Column("force_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("force_id", "position", name="pk_force_name"),
        of_force("force_name"),
        sa.UniqueConstraint("force_id", "valid_from", name="uq_force_name_force_id_valid_from"),
        at_least("force_name", "position", 1),
        sa.CheckConstraint("(position = 1) = (valid_from IS NULL)", name=op.f("ck_force_name_first_without_day")),
        length("force_name", "name", 1, 200),
        length("force_name", "short_name", 1, 200),
        without_nul("force_name", "name", "short_name"),
    )


def collaborations() -> None:
    lines = ("host", "board", "agreement_reference")
    references = ("published_at", "why_not_published")
    texts = ("purpose", "shared_systems", "exit_terms", "lessons")
    op.create_table(
        "collaboration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("text_key", sa.String(), nullable=False),
        sa.Column("function", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("lead_force_id", sa.String(), nullable=True),
        *(sa.Column(each, sa.String(), nullable=False) for each in (*lines, *references, *texts)),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("staff_fte", sa.String(), nullable=True),
        sa.Column("yearly_cost", sa.Integer(), nullable=True),
        sa.Column("has_posted_staff", sa.Boolean(), nullable=True),
        sa.Column("shares_personal_data", sa.Boolean(), nullable=True),
        sa.Column("predecessor_id", sa.Uuid(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_collaboration"),
        of_force("collaboration", "lead_force_id"),
        sa.ForeignKeyConstraint(
            ["predecessor_id"], ["collaboration.id"], name="fk_collaboration_predecessor_id_collaboration"
        ),
        length("collaboration", "name", 1, 200),
        *(length("collaboration", each, 0, 200) for each in lines),
        *(length("collaboration", each, 0, 500) for each in references),
        *(length("collaboration", each, 0, 4_000) for each in texts),
        length("collaboration", "staff_fte", 1, 20),
        without_nul("collaboration", "name", "name_key", "text_key", *lines, *references, *texts, "staff_fte"),
        sa.CheckConstraint(f"function IN ({FUNCTIONS})", name=op.f("ck_collaboration_function")),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_collaboration_kind")),
        sa.CheckConstraint(f"status IN ({STATUSES})", name=op.f("ck_collaboration_status")),
        at_least("collaboration", "yearly_cost", 0),
        at_least("collaboration", "version", 1),
        sa.CheckConstraint("predecessor_id <> id", name=op.f("ck_collaboration_not_its_own_predecessor")),
        sa.CheckConstraint(
            "published_at = '' OR why_not_published = ''", name=op.f("ck_collaboration_published_or_not")
        ),
    )
    op.create_index("ix_collaboration_name_key", "collaboration", ["name_key"])
    op.create_index("ix_collaboration_predecessor_id", "collaboration", ["predecessor_id"])
    op.create_table(
        "membership",
        sa.Column("collaboration_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("force_id", sa.String(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("cost_share", sa.String(), nullable=True),
        sa.Column("contact", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("collaboration_id", "id", name="pk_membership"),
        of_collaboration("membership"),
        of_force("membership"),
        sa.UniqueConstraint("collaboration_id", "position", name="uq_membership_collaboration_id_position"),
        at_least("membership", "position", 1),
        sa.CheckConstraint("left_on >= joined_on", name=op.f("ck_membership_leaves_after_joining")),
        length("membership", "cost_share", 1, 20),
        length("membership", "contact", 0, 200),
        without_nul("membership", "cost_share", "contact"),
    )
    op.create_index("ix_membership_force_id", "membership", ["force_id"])
    op.create_table(
        "signature",
        sa.Column("collaboration_id", sa.Uuid(), nullable=False),
        sa.Column("force_id", sa.String(), nullable=False),
        sa.Column("signatory", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("collaboration_id", "force_id", "signatory", name="pk_signature"),
        of_collaboration("signature"),
        of_force("signature"),
        sa.CheckConstraint("signatory IN ('chief_officer', 'policing_body')", name=op.f("ck_signature_signatory")),
    )
    op.create_table(
        "register_fact",
        sa.Column("collaboration_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("holds_for", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("collaboration_id", "position", name="pk_register_fact"),
        of_collaboration("register_fact"),
        at_least("register_fact", "position", 1),
        length("register_fact", "what", 1, 1_000),
        length("register_fact", "source", 1, 500),
        length("register_fact", "holds_for", 4, 10),
        without_nul("register_fact", "what", "source", "holds_for"),
    )


def collaborations_and_answers() -> None:
    collaborations()
    op.create_table(
        "round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("collaboration_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("bank_id", sa.String(), nullable=False),
        sa.Column("bank_version", sa.String(), nullable=False),
        sa.Column("bank_fingerprint", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_round"),
        of_collaboration("round"),
        length("round", "title", 1, 200),
        length("round", "bank_id", 1, 100),
        length("round", "bank_version", 1, 100),
        length("round", "bank_fingerprint", 71, 71),
        length("round", "made_by", 1, 200),
        without_nul("round", "title", "title_key", "bank_id", "bank_version", "bank_fingerprint", "made_by"),
        sa.CheckConstraint("closes_on >= opens_on", name=op.f("ck_round_closes_after_opening")),
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("collaboration_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("bank_id", sa.String(), nullable=False),
        sa.Column("bank_version", sa.String(), nullable=False),
        sa.Column("bank_fingerprint", sa.String(), nullable=False),
        sa.Column("classification", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("carries_over", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("partners", sa.Integer(), nullable=True),
        sa.Column("has_posted_staff", sa.Boolean(), nullable=True),
        sa.Column("shares_personal_data", sa.Boolean(), nullable=True),
        sa.Column("amends_id", sa.Uuid(), nullable=True),
        sa.Column("amendment_reason", sa.String(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_assessment"),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaboration.id"], name="fk_assessment_collaboration_id_collaboration"
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_assessment_round_id_round"),
        length("assessment", "bank_id", 1, 100),
        length("assessment", "bank_version", 1, 100),
        length("assessment", "bank_fingerprint", 71, 71),
        without_nul("assessment", "bank_id", "bank_version", "bank_fingerprint", "amendment_reason"),
        sa.ForeignKeyConstraint(["amends_id"], ["assessment.id"], name="fk_assessment_amends_id_assessment"),
        length("assessment", "amendment_reason", 1, 1_000),
        sa.CheckConstraint(
            "(amends_id IS NULL) = (amendment_reason IS NULL)", name=op.f("ck_assessment_reason_if_amendment")
        ),
        sa.CheckConstraint(
            "classification IN ('OFFICIAL', 'OFFICIAL-SENSITIVE')", name=op.f("ck_assessment_classification")
        ),
        sa.CheckConstraint(
            "stage IN ('collecting', 'released', 'open', 'submitted', 'in_moderation', 'published', 'withdrawn')",
            name=op.f("ck_assessment_stage"),
        ),
        sa.CheckConstraint(
            "(stage IN ('collecting', 'released', 'open')) = (submitted_at IS NULL)",
            name=op.f("ck_assessment_submitted_or_draft"),
        ),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_assessment_kind")),
        sa.CheckConstraint(f"status IN ({STATUSES})", name=op.f("ck_assessment_status")),
        at_least("assessment", "partners", 2),
    )
    op.create_index("ix_assessment_collaboration_id", "assessment", ["collaboration_id"])
    op.create_index("ix_assessment_round_id", "assessment", ["round_id"])
    op.create_index(
        "ix_assessment_amends_id",
        "assessment",
        ["amends_id"],
        sqlite_where=sa.text("amends_id IS NOT NULL"),
        postgresql_where=sa.text("amends_id IS NOT NULL"),
    )
    op.create_table(
        "theme_score",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("not_applicable", sa.Integer(), nullable=False),
        sa.Column("open_findings", sa.Integer(), nullable=False),
        sa.Column("uncapped_grade", sa.String(), nullable=True),
        *(
            sa.Column(f"{result}_{part}", sa.String(), nullable=part != "limits")
            for result in ("claimed", "lowest", "highest", "evidenced")
            for part in ("mean", "grade", "limits")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "theme", name="pk_theme_score"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_theme_score_assessment_id_assessment"),
        length("theme_score", "theme", 1, 100),
        without_nul(
            "theme_score",
            "theme",
            "uncapped_grade",
            *(
                f"{result}_{part}"
                for result in ("claimed", "lowest", "highest", "evidenced")
                for part in ("mean", "grade", "limits")
            ),
        ),
    )
    op.create_table(
        "partner",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("force_id", sa.String(), nullable=False),
        sa.Column("leads", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("assessment_id", "position", name="pk_partner"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_partner_assessment_id_assessment"),
        of_force("partner"),
        sa.UniqueConstraint("assessment_id", "force_id", name="uq_partner_assessment_id_force_id"),
        at_least("partner", "position", 1),
    )
    op.create_index("ix_partner_force_id", "partner", ["force_id"])
    op.create_index(
        "uq_partner_leads",
        "partner",
        ["assessment_id"],
        unique=True,
        sqlite_where=sa.text("leads"),
        postgresql_where=sa.text("leads"),
    )
    op.create_table(
        "respondent",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("force_id", sa.String(), nullable=True),
        sa.Column("perspective", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("assessment_id", "id", name="pk_respondent"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_respondent_assessment_id_assessment"),
        of_force("respondent"),
        sa.UniqueConstraint("assessment_id", "position", name="uq_respondent_assessment_id_position"),
        sa.UniqueConstraint(
            "assessment_id", "force_id", "perspective", name="uq_respondent_assessment_id_force_id_perspective"
        ),
        at_least("respondent", "position", 1),
        length("respondent", "title", 1, 200),
        sa.CheckConstraint(f"perspective IN ({PERSPECTIVES})", name=op.f("ck_respondent_perspective")),
        sa.CheckConstraint(
            "perspective IS NULL OR force_id IS NOT NULL", name=op.f("ck_respondent_perspective_of_force")
        ),
        sa.CheckConstraint(
            "removed_at IS NULL OR (perspective IS NOT NULL AND submitted_at IS NULL)",
            name=op.f("ck_respondent_only_further_removed"),
        ),
        without_nul("respondent", "title", "perspective"),
    )
    op.create_index(
        "uq_respondent_reply_of_force",
        "respondent",
        ["assessment_id", "force_id"],
        unique=True,
        sqlite_where=sa.text("perspective IS NULL"),
        postgresql_where=sa.text("perspective IS NULL"),
    )
    op.create_table(
        "response",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("respondent_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("met", sa.String(), nullable=True),
        sa.Column("not_applicable", sa.String(), nullable=True),
        sa.Column("finding", sa.Boolean(), nullable=True),
        sa.Column("rationale", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.Column("operation", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("assessment_id", "respondent_id", "question", name="pk_response"),
        of_respondent("response"),
        length("response", "question", 1, 100),
        at_least("response", "version", 1),
        sa.CheckConstraint("met IS NULL OR not_applicable IS NULL", name=op.f("ck_response_one_reply")),
        length("response", "met", 0, 1000),
        length("response", "not_applicable", 1, 1000),
        length("response", "rationale", 0, 4000),
        length("response", "saved_by", 1, 200),
        without_nul("response", "question", "met", "not_applicable", "rationale", "saved_by"),
    )
    op.create_table(
        "evidence",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("respondent_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("classification", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("assessment_id", "respondent_id", "question", "id", name="pk_evidence"),
        sa.ForeignKeyConstraint(
            ["assessment_id", "respondent_id", "question"],
            ["response.assessment_id", "response.respondent_id", "response.question"],
            name="fk_evidence_assessment_id_respondent_id_question_response",
        ),
        sa.UniqueConstraint(
            "assessment_id",
            "respondent_id",
            "question",
            "position",
            name="uq_evidence_assessment_id_respondent_id_question_position",
        ),
        at_least("evidence", "position", 1),
        length("evidence", "title", 1, 200),
        length("evidence", "reference", 0, 500),
        length("evidence", "owner", 0, 200),
        sa.CheckConstraint(
            "classification IN ('OFFICIAL', 'OFFICIAL-SENSITIVE')", name=op.f("ck_evidence_classification")
        ),
        without_nul("evidence", "title", "reference", "owner"),
    )
    op.create_table(
        "minority_view",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("respondent_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("of_respondent_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint(
            "assessment_id", "respondent_id", "question", "of_respondent_id", name="pk_minority_view"
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id", "respondent_id", "question"],
            ["response.assessment_id", "response.respondent_id", "response.question"],
            name="fk_minority_view_assessment_id_respondent_id_question_response",
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id", "of_respondent_id"],
            ["respondent.assessment_id", "respondent.id"],
            name="fk_minority_view_assessment_id_of_respondent_id_respondent",
        ),
        length("minority_view", "text", 0, 4000),
        without_nul("minority_view", "text"),
    )


def people() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("force_id", sa.String(), nullable=True),
        sa.Column("password", sa.String(), nullable=True),
        sa.Column("second_factor", sa.String(), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        of_force("person"),
        length("person", "name", 0, 200),
        length("person", "name_key", 0, 4000),
        length("person", "email", 1, 254),
        length("person", "password", 1, 200),
        length("person", "second_factor", 1, 100),
        sa.CheckConstraint("state IN ('invited', 'active', 'disabled', 'forgotten')", name=op.f("ck_person_state")),
        sa.CheckConstraint(FORGOTTEN, name=op.f("ck_person_forgotten")),
        without_nul("person", "name", "name_key", "email", "password", "second_factor"),
    )
    op.create_index("ix_person_force_id", "person", ["force_id"])
    op.create_index("uq_person_email", "person", ["email"], unique=True)
    op.create_index("ix_person_name_key", "person", ["name_key", "id"])
    op.create_table(
        "role_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("collaboration_id", sa.Uuid(), nullable=True),
        sa.Column("force_id", sa.String(), nullable=True),
        sa.Column("perspective", sa.String(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_role_grant"),
        of_person("role_grant"),
        of_force("role_grant"),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaboration.id"], name="fk_role_grant_collaboration_id_collaboration"
        ),
        sa.CheckConstraint(f"role IN ({ROLES})", name=op.f("ck_role_grant_role")),
        sa.CheckConstraint(REACH, name=op.f("ck_role_grant_reach")),
        sa.CheckConstraint(f"perspective IN ({PERSPECTIVES})", name=op.f("ck_role_grant_perspective")),
        sa.CheckConstraint(
            "perspective IS NULL OR role = 'respondent'", name=op.f("ck_role_grant_perspective_of_respondent")
        ),
        sa.CheckConstraint("ends_at >= starts_at", name=op.f("ck_role_grant_ends_after_start")),
        length("role_grant", "given_by", 1, 200),
        without_nul("role_grant", "role", "perspective", "given_by"),
    )
    op.create_index("ix_role_grant_person_id", "role_grant", ["person_id"])
    op.create_index("ix_role_grant_collaboration_id", "role_grant", ["collaboration_id"])
    op.create_table(
        "session",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("guesses", sa.Integer(), nullable=False),
        sa.Column("provider_session", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name="pk_session"),
        of_person("session"),
        length("session", "token_hash", 64, 64),
        length("session", "provider_session", 64, 64),
        sa.CheckConstraint("guesses >= 0", name=op.f("ck_session_guesses_at_least_0")),
    )
    op.create_index("ix_session_person_id", "session", ["person_id"])
    op.create_index("ix_session_provider_session", "session", ["provider_session"])
    op.create_table(
        "invitation",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_guarded", sa.Boolean(), nullable=False),
        sa.Column("seed", sa.String(), nullable=True),
        sa.Column("is_shown_to_lead", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_invitation"),
        of_person("invitation"),
        length("invitation", "token_hash", 64, 64),
        length("invitation", "seed", 1, 100),
        without_nul("invitation", "seed"),
    )
    op.create_index("ix_invitation_person_id", "invitation", ["person_id"])
    op.create_table(
        "link_request",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("person_id", name="pk_link_request"),
        of_person("link_request"),
        of_person("link_request", "asked_by"),
        of_person("link_request", "approved_by"),
    )
    op.create_table(
        "account_notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("done_by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_account_notice"),
        of_person("account_notice", "recipient_id"),
        of_person("account_notice"),
        length("account_notice", "event", 1, 100),
        length("account_notice", "done_by", 1, 200),
        without_nul("account_notice", "event", "done_by"),
    )
    op.create_index("ix_account_notice_recipient_id", "account_notice", ["recipient_id"])
    op.create_table(
        "attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("has_failed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
        length("attempt", "target", 64, 64),
        length("attempt", "address", 64, 64),
    )
    op.create_index("ix_attempt_target_at", "attempt", ["target", "at"])
    op.create_index("ix_attempt_address_at", "attempt", ["address", "at"])
    op.create_table(
        "recovery_code",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "position", name="pk_recovery_code"),
        of_person("recovery_code"),
        length("recovery_code", "code_hash", 64, 64),
        sa.CheckConstraint("position >= 1", name=op.f("ck_recovery_code_position_at_least_1")),
    )
    op.create_table(
        "identity",
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_identity"),
        of_person("identity"),
        length("identity", "issuer", 1, 500),
        length("identity", "subject", 1, 255),
        without_nul("identity", "issuer", "subject"),
    )
    op.create_index("ix_identity_person_id", "identity", ["person_id"])


def report_files() -> None:
    op.create_table(
        "report_file",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("assessment_id", "version", "form", name="pk_report_file"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_report_file_assessment_id_assessment"),
        sa.CheckConstraint("form IN ('pdf', 'html', 'board_paper')", name=op.f("ck_report_file_form")),
        length("report_file", "sha256", 64, 64),
        at_least("report_file", "version", 1),
        without_nul("report_file", "form", "sha256"),
    )


def improvement_actions() -> None:
    op.create_table(
        "improvement_action",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_improvement_action"),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name="fk_improvement_action_assessment_id_assessment"
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name="fk_improvement_action_owner_id_person"),
        length("improvement_action", "question", 1, 100),
        length("improvement_action", "what", 1, 1000),
        length("improvement_action", "about", 1, 100),
        length("improvement_action", "owner", 1, 200),
        length("improvement_action", "reason", 1, 1000),
        length("improvement_action", "saved_by", 1, 200),
        at_least("improvement_action", "version", 1),
        sa.CheckConstraint("(owner IS NULL) <> (owner_id IS NULL)", name=op.f("ck_improvement_action_one_owner")),
        sa.CheckConstraint(
            "state IN ('planned', 'under_way', 'done', 'withdrawn')", name=op.f("ck_improvement_action_state")
        ),
        sa.CheckConstraint(
            "(state = 'withdrawn') = (reason IS NOT NULL)", name=op.f("ck_improvement_action_reason_if_withdrawn")
        ),
        without_nul("improvement_action", "question", "about", "what", "owner", "reason", "saved_by"),
    )
    op.create_index("ix_improvement_action_owner_id", "improvement_action", ["owner_id"])
    op.create_index("ix_improvement_action_assessment_id", "improvement_action", ["assessment_id"])


def working_notes() -> None:
    op.create_table(
        "question_comment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("respondent_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_question_comment"),
        of_respondent("question_comment"),
        of_person("question_comment"),
        length("question_comment", "question", 1, 100),
        length("question_comment", "text", 1, 4000),
        without_nul("question_comment", "question", "text"),
    )
    op.create_index(
        "ix_question_comment_assessment_id_respondent_id", "question_comment", ["assessment_id", "respondent_id"]
    )
    op.create_table(
        "handed_question",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("respondent_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("answer_version", sa.Integer(), nullable=False),
        sa.Column("handed_by", sa.Uuid(), nullable=False),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("assessment_id", "respondent_id", "question", name="pk_handed_question"),
        of_respondent("handed_question"),
        of_person("handed_question"),
        of_person("handed_question", "handed_by"),
        length("handed_question", "question", 1, 100),
        length("handed_question", "note", 0, 1000),
        at_least("handed_question", "answer_version", 0),
        without_nul("handed_question", "question", "note"),
    )
    op.create_index("ix_handed_question_person_id", "handed_question", ["person_id"])


def audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=True),
        sa.Column("respondent_id", sa.Uuid(), nullable=True),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=True),
        sa.Column("operation", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("done_by", sa.String(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("digests", sa.JSON(), nullable=False),
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hmac", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_audit_assessment_id_assessment"),
        sa.UniqueConstraint("operation", name="uq_audit_operation"),
        sa.UniqueConstraint("chain", "number", name="uq_audit_chain_number"),
        length("audit", "event", 1, 100),
        length("audit", "question", 1, 100),
        length("audit", "done_by", 1, 200),
        length("audit", "chain", 1, 100),
        length("audit", "hmac", 64, 64),
        without_nul("audit", "event", "question", "done_by", "chain", "hmac"),
        at_least("audit", "version", 1),
        at_least("audit", "number", 1),
    )
    op.create_index("ix_audit_assessment_id", "audit", ["assessment_id"])
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)
    key = context.config.attributes["audit key"]()
    op.create_table(
        "audit_key",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("key_check", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_key"),
        sa.CheckConstraint("id = 1", name=op.f("ck_audit_key_one_row")),
        length("audit_key", "key_check", 64, 64),
    )
    op.execute(sa.text("INSERT INTO audit_key (id, key_check) VALUES (1, :it)").bindparams(it=key_check(key)))


APPEND_ONLY = {
    "sqlite": (
        """
        CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
        """,
        """
        CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
        """,
        # INSERT OR REPLACE deletes what it replaces without asking the trigger above.
        """
        CREATE TRIGGER audit_is_never_replaced BEFORE INSERT ON audit
        WHEN EXISTS (
            SELECT 1 FROM audit
            WHERE id = NEW.id OR operation = NEW.operation OR (chain = NEW.chain AND number = NEW.number)
        )
        BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
        """,
    ),
    "postgresql": (
        """
        CREATE FUNCTION refuse_to_change_audit() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'audit is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$
        """,
        """
        CREATE TRIGGER audit_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_audit()
        """,
    ),
}


def downgrade() -> None:
    raise NotImplementedError("A database goes back by restoring the backup made before the update.")


def length(table: str, column: str, least: int, most: int) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"length({column}) BETWEEN {least} AND {most}", name=op.f(f"ck_{table}_{column}_length"))


def at_least(table: str, column: str, least: int) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} >= {least}", name=op.f(f"ck_{table}_{column}_at_least_{least}"))


def without_nul(table: str, *columns: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(
        " AND ".join(f"instr({column}, char(0)) = 0" for column in columns), name=op.f(f"ck_{table}_without_nul")
    ).ddl_if(dialect="sqlite")


def of_respondent(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["assessment_id", "respondent_id"],
        ["respondent.assessment_id", "respondent.id"],
        name=f"fk_{table}_assessment_id_respondent_id_respondent",
    )


def of_person(table: str, column: str = "person_id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["person.id"], name=f"fk_{table}_{column}_person")


def of_force(table: str, column: str = "force_id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["force.id"], name=f"fk_{table}_{column}_force")


def of_collaboration(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["collaboration_id"], ["collaboration.id"], name=f"fk_{table}_collaboration_id_collaboration"
    )

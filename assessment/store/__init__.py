"""The database: one store for each process, and one transaction for each unit of work.

::

    store                Store: opens a database, begins its transactions, verifies its audit trail
    unit                 Unit: one transaction, with everything that can be read and written in it
    holding              what a transaction that writes decides on, and holds from its beginning to its end
    assessments          assessments, each with its collaboration
    collaborations       whether collaborations are archived
    register             what the register says of collaborations, with their partners by date
    register_search      searches the register, and reads a page of it
    register_duties      finds what is due in the register
    rounds               rounds that an administrator made, and those of one collaboration
    home_search          finds the collaborations that Home shows
    comparison_search    finds the assessments that are compared
    reach                the conditions that an assessment is within somebody's reach
    respondents          who answers alone for a partner force, and who of them has submitted
    responses            responses to questions
    evidence             the evidence of a response, and where else its items stand
    minority_views       the views of forces that differ from an agreed response
    comments             comments on questions
    handed_questions     who looks after a question, and the colleagues to choose from
    theme_scores         the scores of what was submitted
    improvement_actions  what will be done about a question
    issued_reports       the reports that were issued, and what boards decided about them
    report_files         the files of issued reports
    versioned_rows       writes a row only over the version that its author saw
    people               people, their passwords and second factors, and their grants
    identities           what identity providers call people
    sessions             who is signed in, in which browser
    attempts             attempts at secrets, counted so that none can be guessed
    invitations          links by which people choose a password, and requests for one
    account_notices      notices that a new-password link was made or used
    audit                the audit trail: adds entries, and reads those of one chain
    audit_chain          how each entry is sealed over the one before it
    audit_key_source     where the key that seals the entries comes from
    audit_keys           checks that a key is the one that the audit trail was started with
    audit_heads          the heads log: a file outside the database that notes the last entry of each chain
    audit_syslog         sends the same to a syslog server
    audit_lost           finds what the heads log notes and the database lacks
    audit_search         searches all chains
    audit_verify         checks the whole trail, and everything that is stored against it
    audit_chain_check    checks one chain against its seals and the heads log
    audit_reconcile      compares the stored rows with the digests in the trail
    row_kinds            which rows are compared with the trail, and their digests
    row_changes          notices which rows a transaction changes
    response_codec       responses as columns and as JSON, and back
    people_rows          people and grants as columns, and back
    register_rows        register entries as columns and rows, and back
    tables               the tables of assessments
    working_notes_tables the tables of comments and of who looks after a question
    people_tables        the tables of people
    force_tables         the tables of forces
    register_tables      the tables of the register
    table_base           what all tables have in common
    engine               connections to SQLite and to PostgreSQL
    faults               failures of the database, as sentences for a person
    broken_constraints   constraints that a save has broken, as sentences for a person
    migrate              brings the tables up to date by the steps in migrations/

The store takes and returns values, never rows. It does not check permissions: its callers do.
"""

from assessment.store.store import Store
from assessment.store.unit import Unit

__all__ = ["Store", "Unit"]

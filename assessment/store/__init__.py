"""The memory: one store per process, one transaction per intention, values in and values out.

::

    unit          Store and Unit: open a database, and one transaction of it
    assessments   collaborations and their assessments
    responses     what was answered; a save compares the version its author saw
    drafts        what was typed and not saved
    people        who can sign in, what proves them, and their grants
    sessions      sessions, invitations, and tries to sign in
    audit         what happened, for good
    chain         how each entry is sealed over the one before
    key, sealing  the key that seals, and which one the database was begun with
    verify        whether every entry is as it was written
    agreeing      whether every answer is what the trail says was saved last
    heads         how far each chain has come, in a file outside the database
    record        how a response is written down, and read again against its bank
    tables        the rows and their constraints; people_tables those of people
    engine        how to speak to SQLite and to PostgreSQL
    faults        what goes wrong with a database, as sentences
    migrate       bring the tables up to date; migrations/ holds the steps

Permission is not judged here.
"""

from assessment.store.unit import Store, Unit

__all__ = ["Store", "Unit"]

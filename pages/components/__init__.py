"""The parts of the pages: each group of modules draws one part, and returns what the person chose there.

::

    layout         what surrounds every page: header, notices, tables, typed text, the address, who is here
    assessments    an assessment on the home page, its task list, the upload of a file
    question       one question to answer: levels, rationale, evidence, drafts, two versions to choose from
    results        scores, grades, charts, the comparison, the versions of a report
    improvement    the forms of the actions
    people         the people with their access, and a person's own account
    audit          the filters of the audit trail
"""

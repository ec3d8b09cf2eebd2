"""Question banks: written by authors as YAML, checked line by line, and opened as values.

Start with ``model`` (what a bank is) and ``library`` (where to get one). A folder becomes a bank in five steps::

    files       bytes from the disk: small, UTF-8, or refused
    parse       text to nodes with their lines (nodes, scalars): strict YAML, nothing guessed
    misfits     nodes to pydantic models (schema, values), or every key and value that does not fit, by its line
    checks      how the parts fit together (applies_checks, rubric_checks, limit_checks, limit_reach,
                contradiction_checks), over the draft
    build       models without problems to a bank, with its fingerprint

The checks look at the draft, which is the nodes, because a file in which one value is faulty comes to no model; its
author is told of everything else that is wrong all the same.

``reading`` takes the steps for one folder; ``shelf_checks`` adds its name and the lock of published versions;
``linting`` adds whole shelves, the wording (wording_checks, reading_age) and what a version says of the one before
(equivalence_checks); ``publishing`` writes the lock; ``problems`` holds every rule and how a problem reads; ``memory``
keeps what was read until a file changes. ``equivalence`` finds what two versions ask alike, ``applicability`` what
a collaboration is asked, and ``contradictions`` holds what cannot be said at once.
"""

"""What is asked: question banks, written by authors as YAML, checked line by line, and opened as values.

Start with ``model`` (what a bank is) and ``library`` (where to get one). A folder becomes a bank in five steps::

    files       bytes from the disk: small, UTF-8, or refused
    parse       text to nodes with their lines (nodes, scalars): strict YAML, nothing guessed
    shape       every key and value against the table of what a file holds (forms, kinds)
    checks      how the parts fit together (rubric_checks, limit_checks) over the draft
    build       a draft without problems to a bank, with its fingerprint

``reading`` takes the steps for one folder; ``linting`` adds the lock of published versions and whole shelves;
``publishing`` writes the lock; ``problems`` holds every rule and how a problem reads; ``memory`` keeps what was read
until a file changes.
"""

"""The occasion: one collaboration answers one bank version in one round.

::

    assessment            the collaboration, its round, and whether it still takes responses
    shared_round          a round that an administrator makes for any collaboration
    lifecycle             its stages, and the table of moves between them
    response              one reply with its rationale and evidence
    shared_evidence       one item of evidence under several questions
    named_evidence        each item once, with the questions that it supports and the forces that named it
    evidence_wording      an item of evidence in words
    improvement_action    one action on a question: its owner, due date and state
    action_change         how an action changed since an earlier report
    withdrawal            until when a submission can be withdrawn
    progress              how many of the questions have been answered
    working_notes         comments on questions, and who looks after a question
    integrity             what looks unlikely in the answers, asked before they are submitted
    contradicting         what they say against each other or the register, by the bank's list
    doubt                 such a question
    response_rules        which responses are accepted
    text_rules            which texts are accepted
    telling_apart         labels for what may have the same name
    names                 how names are sorted, found and recognised
    spreadsheet_text      typed text as a cell that no spreadsheet runs as a formula
    exchange/             the answers as a JSON file
"""

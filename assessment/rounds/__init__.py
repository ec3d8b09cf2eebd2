"""The occasion: one collaboration answers one bank version in one round.

::

    assessment        the collaboration, its round, and how far it has come
    response          one reply with its rationale and evidence
    action            what will be done about a question, by whom, by when
    change            what became of it since an earlier moment
    progress          how much of what was asked has been answered
    response_rules    what a response may be
    text              what a text may be
    exchange/         the answers as a JSON file
"""

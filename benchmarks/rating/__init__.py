"""How far two readers, who do not see each other's, place the same written practice on the same levels.

``python -m benchmarks.rating.sheet CASES`` makes the sheet that a reader works from, and
``python -m benchmarks.rating CASES READER_A READER_B`` prints how far the two agree. README.md has the protocol.

::

    cases.yaml      invented cases, each with the level that its author had in mind
    sheet           the cases and the statements of their questions, without those levels
    rating_files    the cases and a reader's ticks as values, or what is wrong with their files
    agreement       exact agreement, quadratic weighted kappa and a bootstrap interval
    comparison      the levels that follow from the ticks, and where two readers differ
    printed         the comparison as text
    __main__        the command
"""

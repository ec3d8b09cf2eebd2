"""What leaves the house: a view, made a file, and its taking recorded. Nothing is handed out that is not in the trail.

::

    recording    read, make, record: as if it were one moment, without keeping anybody waiting while a file is made
    reports      the board's report and the answers of one assessment
    comparisons  several assessments side by side
    rounds       a report on everything that was submitted in a round
"""

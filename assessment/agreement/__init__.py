"""Agreement: how far several respondents to one question bank stand apart, by pure functions.

::

    spread              spread_of(bank, replies): who says what about every question, and each one's scores: start here
    worth_discussing    the questions that are most worth discussing first, each with a reason
    from_agreed         how far each respondent stood from what is agreed, by theme and by question
    alpha               one figure for how far they agree, its interval, and what it means in plain words
"""

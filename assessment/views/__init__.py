"""Everything that a page shows, one value for each. Nothing here changes anything.

::

    home_view            what waits for the viewer, and the collaborations that they may read
    collaboration_lines  collaborations in one line each
    page_numbers         which page of a long list is shown
    access_to_confirm    the access that lapses soon or has lapsed
    starting_view        what a new assessment takes over or may be mistaken for
    rounds_view          the rounds that administrators make, and those to start an assessment in
    answered_assessment  an assessment with its bank and its responses, with which most views begin
    stage_view           why an assessment is open again, or withdrawn
    partners_view        partner forces that answer alone: who has submitted and, once released, who says what
    reading_view         a theme to read, with its comments
    check_view           the answers as they are checked, and what would come out
    working_notes        comments on questions, and who looks after which
    theme_form           the questions of one theme as their respondent works on them
    results_view         scores, strengths and areas to improve
    amendment_view       what an amendment changes
    carried_over         what the last round's answers propose, each to be confirmed
    previous_round       the round before, with which results and reports are compared
    improvement_view     the improvement actions of an assessment
    report_view          what a report is made from
    report_versions      the versions of a report that were issued
    report_desk          how the report stands: its versions, and what has changed since
    report_batch         reports on the files of a folder
    verify_report        finds out which report a file is
    looks_view           who has looked at what
    comparison_view      submitted assessments side by side
    session_view         who is signed in
    people_view          people and their access
    account_view         one's own account
    audit_view           the audit trail to search
"""

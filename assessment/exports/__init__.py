"""Makes a file of a view and records who downloaded it. Nothing is handed out that is not in the audit trail.

::

    recorded_export     reads, makes and records a file as if it were one moment, without keeping anybody waiting
    building            where files are built, and how many at once
    build_process       the process in which the server has a file built
    spreadsheet         writes tables as CSV and as an Excel workbook
    answers_tables      the answers of one assessment as tables
    assessment_exports  the preview of the board's report, and the answers of one assessment
    issuing             issues a report, keeps its files, and hands them out again
    actions_export      the improvement actions of one assessment as a table
    comparison_exports  several assessments side by side
    register_tables     the register as CSV, workbook and JSON
    register_export     what is sought in the register
    round_exports       a report on every assessment that was submitted in a round
"""

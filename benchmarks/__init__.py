"""The speed of this app beside an empty Streamlit app: ``make bench``, or ``python -m benchmarks --quick`` for a taste.

::

    __main__      measures everything in turn and writes figures.md and figures.json
    plan          how much of everything is measured
    first_page    a first visit with an empty cache
    click         a click on a level until it is saved and shown
    computing     the score and the PDF of a full assessment
    reports       the report beside untagged, WeasyPrint and fpdf2 (engines, untagged, report_sample)
    memory        what one more session costs
    crowd         many sessions that answer and think
    servers       both apps as real servers; empty_app.py is the empty one
    assessments   what the measured app's database holds
    browser       a real Chromium, and timing.js which takes the times within the page
    session       one session without a browser, in Streamlit's own messages
    figures       the values, and how they are summed up
    writing       figures.md and figures.json
    machine       what all this ran on
"""

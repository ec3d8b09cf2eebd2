"""Measurements of this app's speed, compared with an empty Streamlit app.

``make bench`` runs all of them; ``python -m benchmarks --quick`` runs a small sample of each.

::

    __main__                runs every measurement in turn and writes figures.md and figures.json
    sample_sizes            how often each thing is measured
    size_speed              the size of the whole country; sized_database.py fills a database to it
    first_page_speed        a first visit with an empty cache, on a fast and on a slow line
    page_change_speed       a click on a link until its page is drawn
    click_speed             a click on a level until it is saved and shown; without_checks/ is for comparison
    compute_speed           the score and the PDF of a full assessment
    report_speed            the report compared with other PDF engines (pdf_engines, untagged_report, report_sample)
    memory_per_session      the memory that each further session needs
    concurrent_sessions     many sessions that answer at the same time
    servers                 both apps as real servers; empty_app.py is the empty one
    measured_assessments    the assessments in the database of the measured app
    chromium                a real browser, and timing.js, which takes the times within the page
    websocket_session       one session without a browser, in Streamlit's own messages
    figures                 measured values, percentiles and targets
    figures_document        figures.md and figures.json
    machine                 the computer and the versions that were measured

``rating`` measures something else, the question bank: how far two readers place the same practice alike.
"""

"""The subject: banks, responses, scores, comparison and reports, usable without a browser.

Arrows point down only; ``pyproject.toml`` holds the contract that keeps it so::

    actions | views        change something | show something
    report                 content to PDF
    charts  | store        draw | remember
    comparison             assessments side by side
    scoring | access       what the replies come to | who may
    rounds                 the occasion: assessment, response, reply, evidence
    bank    | forces       what is asked | who there is
    settings
    errors  | terms
"""

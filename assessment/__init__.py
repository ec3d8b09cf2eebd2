"""The self-assessment itself: question banks, responses, scores, comparison and reports. It works without a browser.

A package imports only from lines below its own; a contract in ``pyproject.toml`` keeps it so::

    exports                files that leave the service, each one recorded
    actions | views        change something | show something
    authorisation          who is asking, and what they may do
    report                 content, PDF and web page
    charts  | store        draw | remember
    comparison             assessments side by side
    scoring | access       means and grades | people and permissions
    rounds                 the occasion: assessment, response, reply, evidence
    bank    | forces       the questions and the rubric | the list of police forces
    settings
    errors
    wording
    codes   | dates | ids
"""

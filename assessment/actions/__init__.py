"""Everything that a person can do, one function for each. Permission, stage, validity and the save are decided here.

::

    answering                       record a response
    commenting                      comment on a question, and remove a comment of one's own
    handing_questions               hand questions to a colleague, and take them back
    submitting                      submit an assessment
    amending                        amend what was submitted, in a new version
    answering_alone                 submit a force's own answers, release them to all, and begin to agree
    further_respondents             ask further respondents of a force while it answers alone, and ask them no more
    withdrawing                     withdraw a submission or a whole assessment, for a reason
    moderating                      moderate what was submitted: begin, publish, or send it back for a reason
    moving                          one move from stage to stage, with the scores that are kept
    rebuilding_scores               work out again the scores that are kept
    renaming                        rename a collaboration, and a round that is still open
    archiving                       archive a collaboration, and show it on Home again
    deleting                        delete a draft that was never submitted
    classifying                     raise an assessment's classification, and lower it for a reason
    starting                        start an assessment by hand or from a file
    importing_register              import a file into the register, after a dry run
    planning_improvement            save an improvement action
    recording_decisions             record what a board decided about an issued report
    signing_in                      sign in with a password, sign out, and record that a session is used
    signing_in_by_identity_provider sign in with an identity provider
    accepting_invitation            choose a password with an invitation
    first_administrator             create the first administrator
    managing_rounds                 make rounds for any collaboration, and change their days
    managing_people                 invite people, deactivate, reactivate and forget them
    managing_access                 give people access, confirm it and remove it
    own_account                     change one's own password and two-step sign-in
    account_links                   links by which people choose a password: made, then mailed or shown
    limited_attempts                how often a secret may be tried
    new_password_links              new-password links that a second person approves
    account_notices                 tell people about new-password links; dismiss a notice
    presented_secrets               links and codes that somebody presents who has not signed in
    managed_person                  the person whose access is changed, where the actor may change it
    new_person                      what is typed about somebody new
    people_audit, audit_refusals    record what happens to people, and what is refused
    uploading                       who may upload a file
    allowance                       how often one person may do what costs everybody
"""

"""Access: people, what proves who they are, their grants, and the table of permissions that every request passes.

::

    permissions     the roles, how far each reaches and what it allows
    grant           one role of one person, and the time for which it counts
    link_request    new-password links that need a second person, and the request that this person approves
    action_owner    who can own an improvement action
    colleagues      who gives the same answers, and to whom a question may be handed
    account_notice  a notice that such a link was made or used
    readable        the collaborations of which somebody may read assessments
    viewer          a person with the grants that count now; decides every permission
    credential      what a browser presents, and how long a session lasts
    known_browser   browsers that somebody has signed in with before
    identity        a person as an identity provider knows them
    person          an account, and what its owner signs in with
    email_address   what an e-mail address is
    network_address the network that somebody comes from
    passwords       which passwords are accepted, and how they are stored
    second_factor   codes of an authenticator app, and recovery codes
"""

from assessment.access.credential import Actor, CommandLine, Credential
from assessment.access.grant import Grant
from assessment.access.viewer import Viewer
from assessment.codes import Permission, Role

__all__ = ["Actor", "CommandLine", "Credential", "Grant", "Permission", "Role", "Viewer"]

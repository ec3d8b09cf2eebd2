"""Who may: people, what proves them, their grants, and one table of permissions. Every read and write passes here.

::

    permissions     the roles, where each reaches and what it may do
    grant           one role of one person, from when until when
    viewer          a person with the grants that count now: the one place that says yes or no
    credential      what a browser presents, and how long a session lasts
    person          who can sign in
    passwords       what is taken for a password, and how it is kept
    second_factor   codes of an authenticator app, and recovery codes
"""

from assessment.access.credential import Actor, CommandLine, Credential
from assessment.access.grant import Grant
from assessment.access.viewer import Viewer
from assessment.codes import Permission, Role

__all__ = ["Actor", "CommandLine", "Credential", "Grant", "Permission", "Role", "Viewer"]

"""Who may do what."""

import pytest

from assessment.access import Permission, Role, Viewer
from assessment.access.permissions import GRANTS
from assessment.access.viewer import LEAD_AT_THIS_COMPUTER
from assessment.errors import NotPermitted


@pytest.mark.parametrize("permission", list(Permission))
def test_whoever_sits_at_this_computer_is_the_lead_and_may_do_everything(permission: Permission) -> None:
    LEAD_AT_THIS_COMPUTER.require(permission)


def test_what_is_not_granted_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GRANTS, Role.LEAD, frozenset({Permission.READ}))
    viewer = Viewer(name="Reader", role=Role.LEAD)

    with pytest.raises(NotPermitted, match="You may not submit this assessment"):
        viewer.require(Permission.SUBMIT)

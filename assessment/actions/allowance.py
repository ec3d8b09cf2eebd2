"""How often one person may do something that costs everybody, counted in this process."""

from collections import deque
from collections.abc import Hashable
from datetime import datetime, timedelta
from threading import Lock


class Allowance:
    """So many uses by each person within a time. Any thread may ask."""

    def __init__(self, *, most: int, within: timedelta) -> None:
        self.most = most
        self.within = within
        self._uses: dict[Hashable, deque[datetime]] = {}
        self._lock = Lock()

    def take(self, person: Hashable, *, at: datetime) -> int:
        """Take one use, and return how many are left; -1 where there was none to take."""
        with self._lock:
            uses = self._uses.setdefault(person, deque())
            while uses and not at - self.within < uses[0] <= at:
                uses.popleft()
            if len(uses) >= self.most:
                return -1
            uses.append(at)
            return self.most - len(uses)

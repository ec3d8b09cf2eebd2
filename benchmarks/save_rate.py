"""How many saves a second the server acknowledges through its real route, each of them safe on the disk."""

import time
from threading import Barrier, Thread
from typing import Final

from benchmarks.figures import Aim, Cell, Section, p50, p95
from benchmarks.form_client import FormClient, clients
from benchmarks.sample_sizes import SampleSizes
from benchmarks.servers import this_app

_CLIENTS: Final = (1, 16, 64)
_AT_LEAST: Final = 300
_AT_MOST_MS: Final = 100


def measure(sizes: SampleSizes) -> Section:
    """Let so many clients save at once, each as fast as it is acknowledged."""
    rows: list[tuple[Cell, ...]] = []
    rates: dict[int, float] = {}
    slow: dict[int, float] = {}
    lost = 0
    with this_app() as (server, assessments):
        for count in _CLIENTS:
            savers = clients(server, assessments, count)
            times, seconds = _save_together(savers, seconds=sizes.saving_seconds)
            rates[count], slow[count] = len(times) / seconds, p95(times)
            stored = sum(saver.count_stored() for saver in savers)
            lost += len(times) - stored
            rows.append((f"{count} clients", len(times), rates[count], p50(times), slow[count], stored))
    return Section(
        title="Saves a second",
        how=(
            f"Clients on connections that they keep send saves through the form's own route for "
            f"{sizes.saving_seconds:g} s, each the next one as soon as the last was acknowledged. Each answers a "
            "question of an assessment of its own. Every commit waits for the disk. The clients run on the same "
            "computer. The last column counts the acknowledged saves that the audit trail holds, in order."
        ),
        columns=("", "saves", "a second", "p50 ms", "p95 ms", "in the database"),
        rows=tuple(rows),
        aims=(
            _at_least(rates[16], _AT_LEAST, "Saves a second from 16 clients"),
            _at_least(rates[64], rates[16], "Saves a second from 64 clients, beside 16"),
            Aim(
                what="A save among 16 clients, p95",
                aim=f"at most {_AT_MOST_MS} ms",
                measured=f"{slow[16]:.0f} ms",
                reached=slow[16] <= _AT_MOST_MS,
            ),
            Aim(what="Acknowledged saves lost", aim="none", measured=str(lost or "none"), reached=lost == 0),
        ),
    )


def _save_together(savers: list[FormClient], *, seconds: float) -> tuple[list[float], float]:
    """Return the milliseconds of every save, and the seconds that all of them took together."""
    times: list[float] = []
    start = Barrier(len(savers) + 1)

    def save_again_and_again(saver: FormClient) -> None:
        start.wait()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            times.append(saver.save() * 1000)

    threads = [Thread(target=save_again_and_again, args=(saver,)) for saver in savers]
    for each in threads:
        each.start()
    start.wait()
    started = time.monotonic()
    for each in threads:
        each.join()
    return times, time.monotonic() - started


def _at_least(measured: float, least: float, what: str) -> Aim:
    return Aim(what=what, aim=f"at least {least:.0f}", measured=f"{measured:.0f}", reached=measured >= least)

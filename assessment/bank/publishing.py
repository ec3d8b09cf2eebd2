"""Publishing a bank version: from then on its content never changes."""

from pathlib import Path

from assessment.bank.linting import lint_version
from assessment.bank.lock import Version, lock_above, read_lock, write_lock
from assessment.bank.model import Status
from assessment.bank.problems import Rule, as_sentence, in_order
from assessment.errors import InvalidInput, sentence


def publish(directory: Path) -> str:
    """Add the version in that folder to the lock two levels up, and say so in a sentence.

    Nothing but the lock is written: the author has set ``status: published`` before. Raises :class:`InvalidInput`, and
    writes nothing, where anything is wrong with the bank or the lock, where the version was published with other
    content, and where a newer one was published already, because that says what became of the version before it.
    """
    path = lock_above(directory)
    lock = read_lock(path)
    reading = lint_version(directory, on_shelf=True)
    problems = [problem for problem in reading.problems if problem.rule is not Rule.NOT_IN_LOCK]
    bank = reading.bank
    if problems or lock.problems or bank is None:
        raise InvalidInput(*map(as_sentence, in_order([*problems, *lock.problems])))
    if bank.status is Status.DRAFT:
        place = reading.draft.bank.place_of("status")
        raise InvalidInput(
            sentence(
                "publishing_a_draft",
                "{file}:{line}: bank, status: {id} {version} is a draft. "
                "Write status: published when nothing in it is going to change, and publish it then.",
                file=place.file,
                line=place.line,
                id=bank.id,
                version=bank.version,
            )
        )
    version = Version(bank.id, bank.version)
    if version in lock.published:
        return f"{bank.id} {bank.version} is published already, with this content ({bank.fingerprint})."
    newer = [named for named in lock.published if named.id == bank.id and named.order > version.order]
    if newer:
        raise InvalidInput(
            sentence(
                "publishing_out_of_order",
                "{id} {newer} was published already, and {version} is older. Give it a higher version.",
                id=bank.id,
                newer=newer[0].version,
                version=bank.version,
            )
        )
    fingerprints = {named: entry.fingerprint for named, entry in lock.published.items()}
    try:
        write_lock(path, {**fingerprints, version: bank.fingerprint})
    except OSError as error:
        raise InvalidInput(
            sentence(
                "lock_not_written",
                "{path} could not be written ({reason}). Nothing is published.",
                path=path,
                reason=error.strerror,
            )
        ) from error
    return f"{bank.id} {bank.version} is published, and {path} holds its fingerprint ({bank.fingerprint})."

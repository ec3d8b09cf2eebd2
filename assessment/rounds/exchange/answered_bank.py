"""The published bank version that an exchange file answers."""

from assessment.bank.library import Library
from assessment.bank.model import Bank
from assessment.errors import InvalidInput, sentence
from assessment.rounds.exchange.exchange_problems import Problems
from assessment.rounds.exchange.exchange_shape import shaped
from assessment.rounds.exchange.strict_json import plain_data
from assessment.rounds.response_rules import shortened


def answered_bank(text: str, library: Library) -> Bank:
    """Return the published version that the file names, also an older one.

    Where it names none it is the newest: whoever reads the file with it is told of everything that is wrong. Raise
    :class:`InvalidInput` where the version is not published, or the file is too broken to be read.
    """
    problems = Problems()
    named = shaped(plain_data(text, problems), problems).bank
    if named is None or named.id is None or named.version is None:
        return library.latest()
    bank = library.find(named.id, named.version)
    if bank is None:
        raise InvalidInput(
            sentence(
                "file_of_unpublished_bank",
                "The file answers version {version} of the question bank {id}, which is not published here. Its "
                "answers cannot be read with another version.",
                version=shortened(named.version),
                id=shortened(named.id),
            )
        )
    return bank

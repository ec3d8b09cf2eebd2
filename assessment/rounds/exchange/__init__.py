"""The exchange format ``collaboration-assessment/2``: one assessment's answers as a JSON file.

::

    exchange_value       the answers of one file, as a frozen value
    strict_json          JSON text to plain data: no duplicate keys, no NaN, nothing made to exhaust memory
    exchange_shape       the keys and types that a file may have
    exchange_reader      a file checked against its bank, with every problem at once
    answered_bank        the bank version that a file answers
    exchange_writer      the canonical text of a file
    exchange_problems    the problems of a file, each with its place
"""

from assessment.rounds.exchange.answered_bank import answered_bank
from assessment.rounds.exchange.exchange_reader import read_exchange
from assessment.rounds.exchange.exchange_value import FORMAT, Exchange, evidence_id
from assessment.rounds.exchange.exchange_writer import write_exchange
from assessment.rounds.exchange.strict_json import LARGEST_FILE, decoded

__all__ = [
    "FORMAT",
    "LARGEST_FILE",
    "Exchange",
    "answered_bank",
    "decoded",
    "evidence_id",
    "read_exchange",
    "write_exchange",
]

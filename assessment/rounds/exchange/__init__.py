"""The exchange format ``collaboration-assessment/1``: one assessment's answers as a JSON file.

::

    value       what a file says, as a frozen value
    strict      JSON text to plain data: no duplicate keys, no NaN, no bombs
    shape       the keys and types a file may have
    reading     a file checked against its bank, with every problem at once
    writing     the canonical text
    problems    how a problem names its place
"""

from assessment.rounds.exchange.exchange_reader import read_exchange
from assessment.rounds.exchange.exchange_value import FORMAT, Exchange, evidence_id
from assessment.rounds.exchange.exchange_writer import write_exchange
from assessment.rounds.exchange.strict_json import LARGEST_FILE, decoded

__all__ = ["FORMAT", "LARGEST_FILE", "Exchange", "decoded", "evidence_id", "read_exchange", "write_exchange"]

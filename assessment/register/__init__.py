"""The register of collaborations: what it holds of each, who its partners are on which day, and its agreement.

::

    entry          a collaboration as the register has it, and its partners on a day
    fields         every field with its form, its limits and who sees it
    cleaning       the rules for what is typed or imported
    among_entries  the rules between a collaboration and all others: names, and what came before what
    partner_rules  the rules between partners, lead force and signatures
    changes        what differs between two states of an entry, for its history
    duties         what is due about a collaboration
    said           what answers may speak against, as clauses
    typed          numbers as people type them
    files          the register as CSV, workbook and JSON, and such files read again
"""

from assessment.register.entry import Fact, Membership, RegisterEntry, Signature
from assessment.register.fields import FIELDS, FieldForm, FieldRule

__all__ = ["FIELDS", "Fact", "FieldForm", "FieldRule", "Membership", "RegisterEntry", "Signature"]

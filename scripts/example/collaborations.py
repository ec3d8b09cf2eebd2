"""The invented collaborations: who they are, and the level of each question in each of their two rounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from assessment.ids import FindingId, QuestionCode

SHARES, KEY_POST, ACCREDITED = FindingId("F1"), FindingId("F3"), FindingId("F4")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleRound:
    """One round. `levels` holds a word for each theme: the level of each question, ``n`` or ``-``.

    ``n`` stands for a question that does not apply, ``-`` for one that is not answered.
    """

    levels: tuple[str, str, str, str]
    reported: frozenset[FindingId] = frozenset()
    """The findings answered with yes; the others are answered with no."""
    is_submitted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleCollaboration:
    """A collaboration with its earlier and its later round."""

    name: str
    unit: str
    """What its people call it, as ``the joint roads unit``."""
    papers: str
    """The letters with which the numbers of its papers begin."""
    partners: Sequence[str]
    """The lead force first."""
    earlier: ExampleRound
    later: ExampleRound
    reasons: Mapping[QuestionCode, str] = field(default_factory=dict)
    """Why a question does not apply."""
    is_archived: bool = False

    @property
    def lead_force(self) -> str:
        """Return the force that leads it."""
        return self.partners[0]


COLLABORATIONS: Final = (
    # G10 was missing and is mended; in the later round the board sees planned and achieved savings mixed (B7).
    ExampleCollaboration(
        name="Example data: roads policing",
        unit="the joint roads unit",
        papers="JRU",
        partners=("Exampleshire Police", "Sampleford Police", "Mockton Constabulary"),
        earlier=ExampleRound(levels=("3233223332322", "2232322322223", "33233332313223", "3332333232333")),
        later=ExampleRound(levels=("4344345433443", "3332332232333", "44444443444343", "3333343433343")),
    ),
    # In the earlier round nobody could say who is legally responsible for accredited work.
    ExampleCollaboration(
        name="Example data: forensic services",
        unit="the laboratory",
        papers="FS",
        partners=("Mockton Constabulary", "Exampleshire Police", "Sampleford Police", "Placeholder Valley Police"),
        earlier=ExampleRound(
            levels=("3333233322332", "3323233323323", "43334333233343", "4343323432333"),
            reported=frozenset({ACCREDITED}),
        ),
        later=ExampleRound(levels=("4433344334343", "4434344344334", "45444444344454", "5454434544444")),
    ),
    # Small, of two forces, and strong.
    ExampleCollaboration(
        name="Example data: payroll and pensions",
        unit="the payroll team",
        papers="PP",
        partners=("Sampleford Police", "Placeholder Valley Police"),
        earlier=ExampleRound(levels=("4444434444343", "5545455445444", "44444444444443", "4444444n44444")),
        later=ExampleRound(levels=("5545455544545", "5555555555555", "55455454555544", "4544545n54544")),
        reasons={QuestionCode("S8"): "Nothing in the work is accredited or needs an operational qualification."},
    ),
    # Large, of seven forces. In the later round one of them disputes its share and no route is followed.
    ExampleCollaboration(
        name="Example data: seven-force procurement",
        unit="the procurement team",
        papers="7FP",
        partners=(
            "North Fiction Police",
            "South Fiction Police",
            "Pretendham Police",
            "Imaginary Isles Constabulary",
            "Exampleshire Police",
            "Mockton Constabulary",
            "Placeholder Valley Police",
        ),
        earlier=ExampleRound(levels=("3434333233343", "4344334343343", "43434343343433", "3333444n33333")),
        later=ExampleRound(
            levels=("3434343334443", "4445444343444", "43434443443434", "3433443n43443"),
            reported=frozenset({SHARES}),
        ),
        reasons={QuestionCode("S8"): "Buyers hold professional certificates only. No part of the work is accredited."},
    ),
    # Young and weak: no agreement in the earlier round, and a key post that nobody covers in the later one.
    ExampleCollaboration(
        name="Example data: drone unit",
        unit="the drone unit",
        papers="DU",
        partners=("Pretendham Police", "South Fiction Police"),
        earlier=ExampleRound(levels=("2222222222221", "12222212112nn", "12222222112122", "2222222222122")),
        later=ExampleRound(
            levels=("3332322333322", "233232332323n", "33233332233223", "3233323333232"),
            reported=frozenset({KEY_POST}),
        ),
        reasons={
            QuestionCode("B12"): "The unit began eight months before the date of these answers.",
            QuestionCode("B13"): "No release of money or time was planned: both forces had no drones before.",
        },
    ),
    # Good throughout, with questions left open in the later round.
    ExampleCollaboration(
        name="Example data: firearms training",
        unit="the training school",
        papers="FTS",
        partners=(
            "Placeholder Valley Police",
            "Mockton Constabulary",
            "North Fiction Police",
            "Imaginary Isles Constabulary",
        ),
        earlier=ExampleRound(levels=("4443444344434", "4344444434434", "44444444444344", "5444444545444")),
        later=ExampleRound(levels=("44544-4445434", "43445-4444434", "4455454445-444", "55544554554-5")),
    ),
    # It has ended, and its lead has archived it.
    ExampleCollaboration(
        name="Example data: vehicle recovery",
        unit="the recovery team",
        papers="VR",
        partners=("Exampleshire Police", "South Fiction Police"),
        earlier=ExampleRound(levels=("3332333323333", "3333233332333", "33332333333233", "3333333n33233")),
        later=ExampleRound(levels=("3433333433334", "3333433334333", "34333343333433", "3433334n33433")),
        reasons={QuestionCode("S8"): "Contractors recover the vehicles. Nothing in the team's work is accredited."},
        is_archived=True,
    ),
    # The later round is still being answered.
    ExampleCollaboration(
        name="Example data: legal services",
        unit="the legal team",
        papers="LS",
        partners=("Exampleshire Police", "Sampleford Police", "Mockton Constabulary"),
        earlier=ExampleRound(levels=("3323332333323", "3233323332333", "33333323333333", "3333333n33323")),
        later=ExampleRound(
            levels=("4433434333434", "3343333433433", "434434343-----", "344----------"), is_submitted=False
        ),
        reasons={
            QuestionCode(
                "S8"
            ): "The work needs practising certificates only. Nothing in it is accredited or operational.",
        },
    ),
)

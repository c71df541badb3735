"""Pathways: from where somebody is to a role, by qualifications, programmes and jobs."""

from matching.pathways.find import (
    NOTHING_YET,
    Pathway,
    Pathways,
    fewest_steps,
    find,
    reachable,
    start_of,
)
from matching.pathways.lengths import Years, read_length
from matching.pathways.preferences import Preference
from matching.pathways.steps import Money, Stand, Step, StepKind
from matching.pathways.ways import Ways
from matching.pathways.words import Help, ToldStep, help_with, told, total_in_words, unpaid_in_words

__all__ = [
    "NOTHING_YET",
    "Help",
    "Money",
    "Pathway",
    "Pathways",
    "Preference",
    "Stand",
    "Step",
    "StepKind",
    "ToldStep",
    "Ways",
    "Years",
    "fewest_steps",
    "find",
    "help_with",
    "reachable",
    "read_length",
    "start_of",
    "told",
    "total_in_words",
    "unpaid_in_words",
]

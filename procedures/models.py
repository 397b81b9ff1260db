"""The tables of procedures, each group in a module of its own."""

from procedures.evidence import Claim
from procedures.glossary import GlossaryTerm
from procedures.icon_arrays import IconArray
from procedures.pages import (
    Card,
    Code,
    Fact,
    Option,
    ProcedurePage,
    Question,
    Section,
    Step,
)
from procedures.sources import Source

__all__ = [
    "Card",
    "Claim",
    "Code",
    "Fact",
    "GlossaryTerm",
    "IconArray",
    "Option",
    "ProcedurePage",
    "Question",
    "Section",
    "Source",
    "Step",
]

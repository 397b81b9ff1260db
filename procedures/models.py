"""The tables of procedures, each group in a module of its own."""

from procedures.evidence import Claim, GlossaryTerm
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
    "Option",
    "ProcedurePage",
    "Question",
    "Section",
    "Source",
    "Step",
]

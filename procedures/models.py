"""The tables of procedures, each group in a module of its own."""

from procedures.evidence import Claim, GlossaryTerm, Source
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

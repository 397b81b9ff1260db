"""The tables of procedures, each group in a module of its own."""

from procedures.bands import Band
from procedures.chart_parts import Chart
from procedures.evidence import Claim
from procedures.glossary import GlossaryTerm
from procedures.icon_arrays import IconArray
from procedures.outcomes import Outcome
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
from procedures.ticks import Tick
from procedures.trials import Trial

__all__ = [
    "Band",
    "Card",
    "Chart",
    "Claim",
    "Code",
    "Fact",
    "GlossaryTerm",
    "IconArray",
    "Option",
    "Outcome",
    "ProcedurePage",
    "Question",
    "Section",
    "Source",
    "Step",
    "Tick",
    "Trial",
]

"""Which charts a page shows below each section; what cannot be drawn honestly is left out."""

from datetime import date
from typing import Any

from bmcspine.publishing.content import Content
from procedures.charts.over_time import panels
from procedures.charts.overview import overview
from procedures.charts.refusals import refusals
from procedures.charts.results import results
from procedures.evidence import Claim


def with_charts(content: Content, on: date) -> Content:
    """Return the content with the charts of each section, ready to be drawn, in the section."""
    drawn = [drawing(chart, content) for chart in content.get("charts", [])
             if not any(refusals(chart, content, on))]  # fmt: skip
    if not drawn:
        return content
    sections = [
        section | {"charts": [one for one in drawn if one["section"] == section["key"]]}
        for section in content["sections"]
    ]
    return content | {"sections": sections, "has_charts": True}


def drawing(chart: Content, content: Content) -> dict[str, Any]:
    """Return the chart with its numbers placed."""
    found = results(chart, content)
    placed: Any = panels(found) if chart["shape"] == "over time" else overview(found)
    sure = Claim.Certainty(chart["rating"]).label
    notes = {(one.trial["name"], one.row["note"]) for one in found if one.row["note"]}
    return chart | {"results": found, "drawn": placed, "sure": sure, "notes": sorted(notes)}

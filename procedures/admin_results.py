"""The admin screens of studies and their results."""

from typing import Any

from django.contrib import admin

from bmcspine.publishing.staff.tags import tag
from procedures.admin_evidence import ChecksYearly, ClaimValidity
from procedures.admin_uses import EvidenceAdmin
from procedures.models import Outcome
from procedures.previews import outcome_as_charted, trial_as_told


class TrialAdmin(EvidenceAdmin):
    list_display = ("name", "year", "against", "population")
    list_filter = ("against",)
    list_select_related = ("source",)
    search_fields = ("name", "key", "population")
    fieldsets = (
        (None, {"fields": ("name", "year", "design", "population", "source")}),
        ("Who was compared", {"fields": ("against", "treatment", "treated", "comparison",
                                         "compared")}),
        ("For this list", {"fields": ("key",)}),
    )  # fmt: skip
    preview_template = "procedures/_trial_preview.html"
    preview_needs = ("name", "year", "source", "treated")

    def previewed(self, row: Any) -> dict[str, Any]:
        return trial_as_told(row)


class OutcomeAdmin(ChecksYearly):
    list_display = ("key", "trial", "time_span", "number", "read_there", "validity")
    list_filter = (ClaimValidity, "verified", "statistic", "trial")
    list_select_related = ("trial", "source")
    search_fields = ("key", "measure", "trial__name", "note")
    ordering = ("trial__key", "days", "key")
    fieldsets = (
        ("What was measured", {"fields": ("trial", "measure", "scale", "time_span", "days")}),
        (
            "The number, as the report prints it",
            {"fields": ("statistic", "arm", "favors", "value", "low", "high", "sd", "n", "note")},
        ),
        ("Where it comes from", {"fields": ("source", "verified")}),
        ("Who vouches for it", {"fields": ("checked_on", "valid_until")}),
        ("For this list", {"fields": ("key",)}),
    )
    preview_template = "procedures/_outcome_preview.html"
    preview_needs = ("trial", "source", "value", "days", "checked_on", "valid_until")

    def previewed(self, row: Any) -> dict[str, Any]:
        return outcome_as_charted(row)

    @admin.display(description="number", ordering="value")
    def number(self, outcome: Outcome) -> str:
        interval = "" if outcome.low is None else f" ({outcome.low} to {outcome.high})"
        return f"{outcome.value}{interval}"

    @admin.display(description="read in its source", ordering="verified")
    def read_there(self, outcome: Outcome) -> str:
        return "yes" if outcome.verified else tag("no: not charted", "late")

"""The admin screens of claims, sources and glossary terms."""

from datetime import date, timedelta
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from bmcspine.publishing.clinic_time import written_day
from bmcspine.publishing.rows import SOON
from bmcspine.publishing.staff.confirmations import Confirmation, ConfirmsRow
from bmcspine.publishing.staff.filters import Choice, WordFilter
from bmcspine.publishing.staff.row_forms import RowForm
from bmcspine.publishing.staff.tags import tag
from bmcspine.publishing.texts.lines import LinesField
from procedures.admin_uses import EvidenceAdmin
from procedures.choices import choices
from procedures.models import Claim, GlossaryTerm
from procedures.previews import claim_as_read, source_as_cited, term_as_explained
from procedures.printed import public_keys

A_YEAR = timedelta(days=365)
"""How long a claim usually holds after it was checked."""


class ClaimValidity(WordFilter):
    title = "validity"
    parameter_name = "validity"

    def choose(self, request: HttpRequest, screen: Any) -> dict[str, Choice]:
        today = timezone.localdate()
        later = today + SOON
        return {
            "lapsed": ("Lapsed: pages withhold it", lambda rows: rows.lapsed(today)),
            "soon": ("Lapses within 60 days", lambda rows: rows.lapsing(today)),
            "later": ("Holds for longer", lambda rows: rows.filter(valid_until__gt=later)),
        }


class ClaimUse(WordFilter):
    title = "use"
    parameter_name = "use"

    def choose(self, request: HttpRequest, screen: Any) -> dict[str, Choice]:
        used = "Readers see it on a page"
        return {
            "public": (used, lambda rows: rows.filter(key__in=public_keys())),
            "nowhere": ("On no public page", lambda rows: rows.exclude(key__in=public_keys())),
        }


class SourceAdmin(EvidenceAdmin):
    list_display = ("authors", "year", "title", "journal", "kind", "claims_counted")
    list_filter = ("kind",)
    search_fields = ("authors", "title", "journal", "key", "doi", "pmid")
    fieldsets = (
        (None, {"fields": ("authors", "title", "journal", "year", "locator")}),
        ("Where it can be found", {"fields": ("doi", "pmid", "url")}),
        ("How far one can trust it", {"fields": ("kind", "funding")}),
        ("For this list", {"fields": ("key", "claims_counted")}),
    )
    preview_template = "procedures/_source_preview.html"
    preview_needs = ("authors", "year", "kind")

    def previewed(self, row: Any) -> dict[str, Any]:
        return source_as_cited(row)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        claims = Claim.objects.filter(source=OuterRef("pk")).order_by().values("source")
        number = claims.annotate(number=Count("pk")).values("number")
        counted: QuerySet[Any] = rows.annotate(claim_count=Subquery(number))
        return counted

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), "claims_counted")

    @admin.display(description="claims that rest on it", ordering="claim_count")
    def claims_counted(self, source: Any) -> str:
        """Say how many, and lead to them."""
        number = getattr(source, "claim_count", 0)
        if not number:
            return "none"
        listed = reverse(
            "admin:procedures_claim_changelist", query={"source__id__exact": source.pk}
        )
        return format_html('<a href="{}">{}</a>', listed, number)


class ChecksYearly(ConfirmsRow, EvidenceAdmin):
    """A row that somebody holds against its source again, as a rule once a year."""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Offer today for the check, and a year for how long it holds."""
        today = timezone.localdate()
        usual = {"checked_on": today, "valid_until": today + A_YEAR}
        return usual | super().get_changeform_initial_data(request)

    def confirmation(self, row: Any, user: User) -> Confirmation | None:
        """Move both days together; the row holds again for as long as it did."""
        today = timezone.localdate()
        until = today + min(row.valid_until - row.checked_on, date.max - today)
        if row.checked_on >= today:
            return None
        day = written_day(until)
        return Confirmation(
            question="Have you held it against its source today, and is every word still right?",
            label=f"Checked today, still right: keep it until {day}",
            changes={"checked_on": today, "valid_until": until},
            done=f"Recorded: checked today. It may be shown until {day}, as soon as the pages that "
            "use it are saved and reviewed again.",
        )

    @admin.display(description="source", ordering="source__authors")
    def from_where(self, row: Any) -> str:
        return str(row.source)

    @admin.display(description="holds until", ordering="valid_until")
    def validity(self, row: Any) -> str:
        today, day = timezone.localdate(), written_day(row.valid_until)
        if row.valid_until < today:
            return tag(f"lapsed {day}", "late")
        return tag(day, "now") if row.valid_until <= today + SOON else day


class ClaimAdmin(ChecksYearly):
    list_display = ("key", "statement", "from_where", "validity")
    list_filter = (ClaimValidity, ClaimUse, "kind", "certainty")
    list_select_related = ("source",)
    search_fields = ("key", "statement", "fact")
    ordering = ("valid_until", "key")
    fieldsets = (
        ("What readers read", {"fields": ("statement",)}),
        (
            "The figure behind it",
            {"fields": ("kind", "count", "per", "compared_count", "denominator", "population",
                        "comparison", "time_span")},
        ),
        ("Where it comes from", {"fields": ("source", "certainty")}),
        ("Who vouches for it", {"fields": ("checked_on", "valid_until")}),
        ("For this list", {"fields": ("key", "fact")}),
    )  # fmt: skip
    preview_template = "procedures/_claim_preview.html"
    preview_needs = ("statement", "source", "checked_on", "valid_until")

    def previewed(self, row: Any) -> dict[str, Any]:
        return claim_as_read(row)

    def get_urls(self) -> list[URLPattern]:
        """Add what the picker of the page editor asks for."""
        listed = self.admin_site.admin_view(choices)
        return [path("choices/", listed, name="procedures_claim_choices"), *super().get_urls()]


class TermForm(RowForm):
    aka = LinesField(
        label="Other names",
        required=False,
        help_text=GlossaryTerm._meta.get_field("aka").help_text,
    )


class GlossaryTermAdmin(EvidenceAdmin):
    form = TermForm
    name_field = "slug"
    list_display = ("term", "plain")
    search_fields = ("term", "plain", "aka")
    fieldsets = (
        (None, {"fields": ("term", "plain", "aka")}),
        ("For links", {"fields": ("slug",)}),
    )
    preview_template = "procedures/_term_preview.html"
    preview_needs = ("term", "plain")

    def previewed(self, row: Any) -> dict[str, Any]:
        return term_as_explained(row)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Make the address from the word, as long as the address can still be written."""
        return {} if self.get_readonly_fields(request, obj) else {"slug": ("term",)}

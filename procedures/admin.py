from django.contrib import admin
from django.urls import URLPattern, path

from bmcspine.images.admin_parts import PicturedInline
from bmcspine.publishing.admin_documents import DocumentAdmin
from bmcspine.publishing.admin_parts import PartInline
from bmcspine.publishing.admin_rows import RecordingAdmin
from procedures.choices import choices
from procedures.models import (
    Card,
    Claim,
    Code,
    Fact,
    GlossaryTerm,
    Option,
    ProcedurePage,
    Question,
    Section,
    Source,
    Step,
)


class FactInline(PartInline):
    model = Fact


class SectionInline(PicturedInline):
    model = Section


class CardInline(PartInline):
    model = Card


class StepInline(PartInline):
    model = Step


class OptionInline(PartInline):
    model = Option


class QuestionInline(PartInline):
    model = Question


class CodeInline(PartInline):
    model = Code


@admin.register(ProcedurePage)
class ProcedurePageAdmin(DocumentAdmin):
    fieldsets = (
        (None, {"fields": ("base", "title", "summary", "slug", "page_kind", "audience")}),
        ("Care of the page", {"fields": ("language", "position", "review_every_months")}),
    )
    inlines = (
        FactInline,
        SectionInline,
        CardInline,
        StepInline,
        OptionInline,
        QuestionInline,
        CodeInline,
    )
    list_filter = ("page_kind", "audience")


@admin.register(Source)
class SourceAdmin(RecordingAdmin):
    list_display = ("authors", "year", "journal", "kind")
    list_filter = ("kind",)
    search_fields = ("authors", "title", "key")


@admin.register(Claim)
class ClaimAdmin(RecordingAdmin):
    list_display = ("key", "statement", "kind", "certainty", "checked_on", "valid_until")
    list_filter = ("kind", "certainty")
    list_select_related = ("source",)
    search_fields = ("key", "statement", "fact")
    autocomplete_fields = ("source",)

    def get_urls(self) -> list[URLPattern]:
        """Add what the picker of the page editor asks for."""
        listed = self.admin_site.admin_view(choices)
        return [path("choices/", listed, name="procedures_claim_choices"), *super().get_urls()]


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(RecordingAdmin):
    list_display = ("term", "plain")
    search_fields = ("term", "plain")
    prepopulated_fields = {"slug": ("term",)}  # noqa: RUF012 as Django documents it

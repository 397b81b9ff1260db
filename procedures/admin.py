from django.contrib import admin

from bmcspine.images.admin_parts import PicturedInline
from bmcspine.publishing.staff.columns import StateFilter
from bmcspine.publishing.staff.documents import DocumentAdmin
from bmcspine.publishing.staff.parts import PartInline
from procedures.admin_evidence import ClaimAdmin, GlossaryTermAdmin, SourceAdmin
from procedures.admin_results import OutcomeAdmin, TrialAdmin
from procedures.array_form import IconArrayInline
from procedures.chart_form import ChartInline
from procedures.models import (
    Band,
    Card,
    Claim,
    Code,
    Fact,
    GlossaryTerm,
    Option,
    Outcome,
    ProcedurePage,
    Question,
    Section,
    Source,
    Step,
    Tick,
    Trial,
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


class TickInline(PartInline):
    model = Tick


class BandInline(PartInline):
    model = Band


@admin.register(ProcedurePage)
class ProcedurePageAdmin(DocumentAdmin):
    fieldsets = (
        (None, {"fields": ("base", "title", "summary", "slug", "page_kind", "audience")}),
        ("Care of the page", {"fields": ("language", "position", "review_every_months")}),
    )
    inlines = (
        FactInline,
        SectionInline,
        ChartInline,
        CardInline,
        StepInline,
        OptionInline,
        QuestionInline,
        CodeInline,
        IconArrayInline,
        TickInline,
        BandInline,
    )
    list_filter = (StateFilter, "page_kind", "audience")


admin.site.register(Source, SourceAdmin)
admin.site.register(Claim, ClaimAdmin)
admin.site.register(Trial, TrialAdmin)
admin.site.register(Outcome, OutcomeAdmin)
admin.site.register(GlossaryTerm, GlossaryTermAdmin)

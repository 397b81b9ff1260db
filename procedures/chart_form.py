"""The form of a chart: its section is chosen by its heading, its results are ticked."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Field
from django.http import HttpRequest

from bmcspine.publishing.staff.parts import PartForm, PartFormSet, PartInline
from procedures.models import Chart, Outcome

Choices = list[tuple[str, list[tuple[str, str]]]]


def results_by_trial() -> Choices:
    """Return every result, under its study; what nobody has read yet says so."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in Outcome.objects.select_related("trial"):
        unread = "" if row.verified else " — not read in its source yet"
        words = f"{row.time_span}: {row.get_statistic_display()} {row.value}, "
        words += f"{row.get_arm_display() or row.measure}{unread}"
        groups.setdefault(str(row.trial), []).append((row.key, words))
    return list(groups.items())


class AskedOnce:
    """The results, asked for once for all the charts of a page."""

    def __init__(self) -> None:
        self.kept: Choices | None = None

    def __call__(self) -> Choices:
        if self.kept is None:
            self.kept = results_by_trial()
        return self.kept


class ChartForm(PartForm):
    """Keeps the order in which the results stand already; new ones come behind them."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if ticked := data.get("outcomes"):
            kept = [key for key in self._stored(data.get("key")) if key in ticked]
            data["outcomes"] = [*kept, *(key for key in ticked if key not in kept)]
        return data

    def _stored(self, key: str | None) -> list[str]:
        charts = Chart.objects.filter(document=self.instance.document_id, key=key or "")
        return charts.values_list("outcomes", flat=True).first() or []


class ChartFormSet(PartFormSet):
    """Offers the sections of the page by their headings."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["section"].widget = forms.Select(choices=[("", "---------"), *self._sections()])

    def _sections(self) -> Iterator[tuple[str, str]]:
        if self.instance.pk is not None:
            yield from self._asked_once()

    def _asked_once(self) -> list[tuple[str, str]]:
        if not hasattr(self, "sections"):
            self.sections = [(row.key, row.heading) for row in self.instance.sections.all()]
        return self.sections


class ChartInline(PartInline):
    model = Chart
    form = ChartForm
    formset = ChartFormSet

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Let results be ticked."""
        if db_field.name != "outcomes":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        offered = request.__dict__.setdefault("results_offered", AskedOnce())
        return forms.MultipleChoiceField(
            label="Results",
            choices=offered,
            help_text=db_field.help_text,
            widget=forms.CheckboxSelectMultiple,
        )

"""The form of a story: bones and claims are ticked, not typed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.template.loader import render_to_string

from bmcspine.publishing.staff.form import DocumentForm
from procedures.models import Claim
from procedures.spine import LEVELS, REGIONS


class Ticks(forms.CheckboxSelectMultiple):
    """Boxes in named groups, drawn by a template of ours."""

    def __init__(self, template: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.template = template

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        context = self.get_context(name, value, attrs)
        groups = [
            {"name": group, "options": options, "chosen": any(one["selected"] for one in options)}
            for group, options, _ in context["widget"]["optgroups"]
        ]
        return render_to_string(self.template, {"groups": groups, "widget": context["widget"]})


class StoryForm(DocumentForm):
    """Offers every bone of the spine and every claim, with its sentence."""

    levels = forms.MultipleChoiceField(
        label="Broken bones",
        required=False,
        choices=[(name, [(level, level) for level in levels]) for name, levels in REGIONS.items()],
        widget=Ticks("admin/stories/levels.html"),
    )
    usual = forms.MultipleChoiceField(
        label="What usually happens",
        required=False,
        widget=Ticks("admin/stories/claims.html"),
        help_text="Claims that stand beside the story, so that nobody takes one person for all.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual: Any = self.fields["usual"]
        usual.choices = claims_by_kind(self.instance.usual)
        if name := self.fields.get("patient_name"):
            name.widget.attrs["data-never-keep"] = ""  # no browser keeps a copy of it

    def clean_levels(self) -> list[str]:
        """Return the bones from top to bottom."""
        return [level for level in LEVELS if level in self.cleaned_data["levels"]]

    def clean_usual(self) -> list[str]:
        """Return the keys of the claims in the order in which they stand beside the story."""
        chosen = self.cleaned_data["usual"]
        before = [key for key in self.instance.usual if key in chosen]
        return [*before, *(key for key in chosen if key not in before)]


def claims_by_kind(chosen: Iterable[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return every claim with its sentence, in groups; also the chosen ones that are no more."""
    groups: dict[str, list[tuple[str, str]]] = {label: [] for label in Claim.Kind.labels}
    for claim in Claim.objects.order_by("key"):
        groups[claim.get_kind_display()].append((claim.key, claim.statement))
    known = {key for claims in groups.values() for key, _ in claims}
    gone = (key for key in chosen if key not in known)
    lost = [(key, f"There is no claim “{key}” any more: untick it.") for key in gone]
    return [(label, claims) for label, claims in {**groups, "Lost": lost}.items() if claims]

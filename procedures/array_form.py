"""The form of a number in a picture: staff choose among the claims that can be drawn."""

from typing import Any

from django import forms
from django.http import HttpRequest

from bmcspine.publishing.staff.parts import PartForm, PartInline
from procedures.models import Claim, IconArray


class IconArrayForm(PartForm):
    """Keeps showing a claim that can no longer be chosen, so that the gate's words make sense."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        claim: Any = self.fields["claim"]
        chosen = self.initial.get("claim", "")
        known = {key for _, claims in claim.choices[1:] for key, _ in claims}
        if chosen and chosen not in known:
            claim.choices += [("Cannot be drawn", [(chosen, f"The claim “{chosen}”")])]


class IconArrayInline(PartInline):
    """The numbers in pictures of a page."""

    model = IconArray
    form = IconArrayForm

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer each countable claim with its sentence, asked for once for all the forms."""
        if db_field.name != "claim":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        choices = [("", "Choose a claim"), *countable_claims()]
        return forms.ChoiceField(choices=choices, help_text=db_field.help_text)


def countable_claims() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the claims that count some of a number, with their sentences, in groups."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for claim in Claim.objects.filter(count__isnull=False).order_by("kind", "key"):
        groups.setdefault(claim.get_kind_display(), []).append((claim.key, claim.statement))
    return list(groups.items())

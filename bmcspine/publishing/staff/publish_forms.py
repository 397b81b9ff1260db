"""What a publisher sends from the publish screen: hours, reasons, and where readers go."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from bmcspine.publishing.clinic_time import ZONE
from bmcspine.publishing.models import Edition
from bmcspine.publishing.reads import is_public_address
from bmcspine.publishing.staff.moments import MomentField
from bmcspine.publishing.staff.reasons import ReasonField
from bmcspine.publishing.standing import Standing

NOW, LATER = "now", "later"


class ScreenForm(forms.Form):
    """A step on the publish screen of one document."""

    def __init__(self, *args: Any, place: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place

    def arguments(self) -> dict[str, Any]:
        """Return what a valid form tells the step."""
        return self.cleaned_data


class ReasonForm(ScreenForm):
    """Why something is done."""

    reason = ReasonField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Stays on record. Readers do not see it.",
    )


class PublicationForm(ScreenForm):
    """From when to when an edition is public."""

    when = forms.ChoiceField(
        label="When it goes live",
        choices=[(NOW, "Now"), (LATER, "At a later time")],
        initial=NOW,
        widget=forms.RadioSelect,
    )
    at = MomentField(required=False, label=f"Goes live at ({ZONE})")
    until = MomentField(
        required=False,
        label=f"Comes down at ({ZONE})",
        help_text="Leave it empty for a page that stays. You can set or change it later.",
    )
    replace = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scheduled = self.place.scheduled
        if scheduled is None:
            del self.fields["replace"]
        else:
            label = f"Replace edition {scheduled.number}: it loses its schedule"
            self.fields["replace"].label = label

    def clean(self) -> dict[str, Any]:
        """Refuse hours that contradict each other, and to pass over a scheduled edition."""
        said = super().clean() or self.cleaned_data
        when, at, until = said.get("when"), said.get("at"), said.get("until")
        now = timezone.now()
        if when == NOW and at is not None:
            self.add_error("at", "You chose “Now”: choose “At a later time”, or empty this field.")
        if when == LATER and at is None and "at" not in self.errors:
            self.add_error("at", "Give the day and time at which it goes live.")
        if at is not None and at < now:
            self.add_error("at", "That is in the past: choose a later time.")
        if until is not None and until <= max(now, at or now):
            self.add_error("until", "It must come down after it goes live: choose a later time.")
        if "replace" in self.fields and not said.get("replace"):
            self.add_error("replace", "Tick this, or correct both texts instead.")
        return said

    def arguments(self) -> dict[str, Any]:
        names = ("at", "until", "replace")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class EndForm(ReasonForm):
    """When the public edition comes down."""

    until = MomentField(
        required=False,
        label=f"Comes down at ({ZONE})",
        help_text="Leave it empty for a page that stays.",
    )
    field_order = ("until", "reason")

    def clean_until(self) -> datetime | None:
        """Refuse an hour that has passed, and one that changes nothing."""
        until: datetime | None = self.cleaned_data["until"]
        public = self.place.public
        if until is not None and until <= timezone.now():
            raise forms.ValidationError("That has passed: to take it down now, withdraw it.")
        if public is not None and until == public.live_until:
            raise forms.ValidationError("Nothing changes: that is its end already.")
        return until


class WithdrawalForm(ReasonForm):
    """Why a page comes down, and where its readers go."""

    moved_to = forms.CharField(
        max_length=200,
        required=False,
        label="Send readers to another page",
        widget=forms.TextInput(attrs={"list": "public-pages"}),
        help_text="Its address, such as /procedures/bone-health/. Leave it empty to tell readers "
        "that the page is gone.",
    )

    def clean_moved_to(self) -> str:
        """Refuse an address under which readers find no other page."""
        address: str = self.cleaned_data["moved_to"]
        if address and address == self.place.document.get_absolute_url():
            raise forms.ValidationError("That is this page itself: choose another.")
        if address and not is_public_address(address):
            raise forms.ValidationError(
                "Readers find no page there: choose one from the list, beginning with /."
            )
        return address


FORMS: dict[str, type[ScreenForm]] = {
    "publish": PublicationForm,
    "correct": ScreenForm,
    "end": EndForm,
    "withdraw": WithdrawalForm,
    "unschedule": ReasonForm,
    "emergency": ReasonForm,
}
"""Step on this screen → the form that it needs."""

PERMISSIONS = dict.fromkeys(FORMS, "publish_edition") | {"emergency": "publish_in_emergency"}
"""Step on this screen → who may take it."""


def public_pages() -> list[tuple[str, str]]:
    """Return address and title of every page to which readers can be sent, by title."""
    editions = Edition.objects.live().order_by("document__title").defer("content")
    return [(edition.get_absolute_url(), str(edition.document)) for edition in editions]

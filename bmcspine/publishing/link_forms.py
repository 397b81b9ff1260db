"""How a clinician without an account signs a decision."""

from django import forms

from bmcspine.publishing.decision_forms import DecisionForm
from bmcspine.publishing.steps import Signature

STEPS = ("approve", "changes")
"""The two decisions, by the name of their button."""

BY_LINK = " (review link)"
"""Follows the role in the record, so that nobody takes it for an account."""


class SignatureForm(DecisionForm):
    """Who decides, and what they say; all of it stays on record."""

    field_order = ("person", "role", "credentials")
    person = forms.CharField(
        max_length=150, label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    role = forms.CharField(
        max_length=80 - len(BY_LINK),
        label="Your role",
        help_text="Such as: neuroradiologist.",
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    credentials = forms.CharField(
        max_length=80,
        label="Your credentials",
        help_text="Such as: MD.",
        widget=forms.TextInput(attrs={"autocomplete": "honorific-suffix"}),
    )

    def signature(self) -> Signature:
        """Return the signature of a valid form."""
        said = self.cleaned_data
        return Signature(said["person"], f"{said['role']}{BY_LINK}", said["credentials"])

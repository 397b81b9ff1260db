"""What a reviewer, or who asks for a review, sends from the review screen."""

from django import forms


class DecisionForm(forms.Form):
    """A reviewer's word on an edition; of these buttons one needs a reason."""

    note = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Needed if you ask for changes: what should change, and why. It stays on record.",
    )
    whole_page = forms.BooleanField(
        required=False,
        label="I read the whole page",
        help_text="Moves the date of the last check, which readers see. Leave the box empty if "
        "you read only what changed.",
    )

    def clean_note(self) -> str:
        """Refuse to send a text back without a reason."""
        note: str = self.cleaned_data["note"]
        if self.data.get("step") == "changes" and not note.strip():
            raise forms.ValidationError("Say what should change, and why.")
        return note


class InvitationForm(forms.Form):
    """For whom a review link is."""

    meant_for = forms.CharField(
        max_length=120,
        label="Name of the clinician",
        help_text="They need no account. Send the link to nobody else: it is the key.",
    )


class LinkForm(forms.Form):
    """Which review link comes to its end."""

    link = forms.IntegerField(widget=forms.HiddenInput)


FORMS: dict[str, type[forms.Form]] = {
    "approve": DecisionForm,
    "changes": DecisionForm,
    "confirm": forms.Form,
    "invite": InvitationForm,
    "revoke": LinkForm,
}
"""Button on this screen → the form that it sends."""

PERMISSIONS = {
    **dict.fromkeys(("approve", "changes", "confirm"), "approve_edition"),
    **dict.fromkeys(("invite", "revoke"), "publish_edition"),
}
"""Button on this screen → who may press it."""

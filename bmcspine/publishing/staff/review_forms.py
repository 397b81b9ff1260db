"""What a reviewer, or who asks for a review, sends from the review screen."""

from django import forms

from bmcspine.publishing.decision_forms import DecisionForm


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

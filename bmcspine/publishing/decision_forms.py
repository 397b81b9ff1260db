"""What a reviewer says with a decision, with an account or by a link."""

from django import forms


class DecisionForm(forms.Form):
    """A reviewer's word on an edition; asking for changes needs a reason."""

    note = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Needed if you ask for changes: what should change, and why. It stays on record.",
    )
    whole_page = forms.BooleanField(
        required=False,
        label="I read the whole page",
        help_text="Readers then see today’s date and who you are as the last check of the page. "
        "Leave the box empty if you read only what changed.",
    )

    def clean_note(self) -> str:
        """Refuse to send a text back without a reason."""
        note: str = self.cleaned_data["note"]
        if self.data.get("step") == "changes" and not note.strip():
            raise forms.ValidationError("Say what should change, and why.")
        return note

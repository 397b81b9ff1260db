"""How forms ask why something is done."""

from typing import ClassVar

from django import forms


class ReasonField(forms.CharField):
    """Why something is done; whoever leaves it empty reads what to write."""

    default_error_messages: ClassVar = {"required": "Say why, in a few words."}

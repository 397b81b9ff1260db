"""Texts in forms of which only some line ends count."""

from typing import Any

from django import forms


class LinesField(forms.CharField):
    """Takes a list of texts, one in each line; blank lines count for nothing."""

    widget = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = (super().to_python(value) or "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or []) != self.to_python(data))


class ParagraphField(forms.CharField):
    """Takes one paragraph, however it was broken into lines while typing."""

    widget = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})

    def to_python(self, value: Any) -> Any:
        return " ".join((super().to_python(value) or "").split())

"""The texts in staff's forms: plain, on one line, or narrow HTML, each kept as it was typed."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import CharField, Field, Model

from bmcspine.publishing.documents import TextPart
from bmcspine.publishing.frame_gates import WOVEN
from bmcspine.publishing.texts.markup import clean

LONG_LINE_CHARACTERS = 150
"""Longer than this, one line of a form cannot show it: it gets a text area."""


class TypedText(forms.CharField):
    """Keeps line ends as they were: browsers send CRLF, and nothing has changed by that."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")


class LongLine(forms.CharField):
    """A sentence or two, shown in several lines and stored as one."""

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value) or "").split())


class ProseTextarea(AdminTextareaWidget):
    """A text area that holds HTML; static/js/prose.js shows it as formatted text."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-prose": ""} | (attrs or {}))


class Prose(TypedText):
    """A text of which only the allowed tags and link targets are kept."""

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value))


def text_field(column: "Field[Any, Any]") -> dict[str, Any]:
    """Return the field class and the widget for a column of words, as arguments of `formfield`."""
    if issubclass(column.model, TextPart) and column.name == "body":
        return {"form_class": Prose, "widget": ProseTextarea}
    is_line = isinstance(column, CharField) and not column.choices
    if is_line and (column.max_length or 0) > LONG_LINE_CHARACTERS:
        return {"form_class": LongLine, "widget": AdminTextareaWidget(attrs={"rows": 3})}
    return {}


def may_hold_claims(model: type[Model], relation: str, name: str) -> bool:
    """Whether a page puts claims into this plain text in the place of their tokens."""
    is_rich = issubclass(model, TextPart) and name == "body"
    return name in WOVEN.get(relation, ()) and not is_rich

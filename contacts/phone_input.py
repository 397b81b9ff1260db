"""How staff see and type a telephone number: as people read it."""

import re
from typing import Any

from django.contrib.admin.widgets import AdminTextInputWidget
from phonenumber_field.formfields import PhoneNumberField
from phonenumber_field.phonenumber import PhoneNumber

from contacts.callbacks.telling import read_aloud

_ANY_FORM = re.compile(r"[\d\s().+-]*\d[\d\s().+-]*")


class PhoneInput(AdminTextInputWidget):
    """Shows a stored number as 617-555-0100; what was typed is shown as it was typed."""

    input_type = "tel"

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, PhoneNumber) and value.is_valid():
            return read_aloud(value)
        typed: str | None = super().format_value(value)
        return typed


class TypedNumber(PhoneNumberField):  # type: ignore[misc]  # the package carries no types
    """Notices an extension behind a number that is otherwise as it was stored."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        typed = self.to_python(data)
        return bool(super().has_changed(initial, data) or getattr(typed, "extension", None))


def searched(words: str) -> str:
    """Return a telephone number as its digits stand in the database; other words as they are."""
    return re.sub(r"[\s().-]", "", words) if _ANY_FORM.fullmatch(words) else words

"""Forms of rows: what others saved meanwhile is taken over, and never overwritten unseen."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import Field, ManyToManyField

from bmcspine.publishing.clashes import TAKE_THEIRS, FieldClash, as_text
from bmcspine.publishing.staff import row_bases
from bmcspine.publishing.texts.words import words

DRAWN_FROM = "drawn_from"
"""Name of the hidden input that carries the base."""

GONE = (
    "Somebody else deleted this while you were writing. What you wrote is still here and is not "
    "saved: save it again to add it as a new one."
)
LOST_BASE = (
    "This form has been open for too long, or a hidden part of it was lost on the way, so we "
    "cannot tell what you changed. Nothing is saved yet and nothing is lost: below, each field "
    "that is not as it was stored shows both texts. Compare them, then save again."
)
BOTH_CHANGED = "Somebody else changed this too: compare both texts above, then save again."


class RowForm(forms.ModelForm):
    """Carries, signed, the values it was drawn from, and compares three ways when it comes back.

    What only others changed is taken over, what only this person changed stays; where both did,
    the form comes back with both texts, and saving again wins over what it showed.
    """

    clashes: tuple[FieldClash, ...] = ()
    base: row_bases.Base | None = None
    was_deleted = False
    combined_with = ""
    """Whose changes were taken over on saving."""

    def __init__(self, *args: Any, compares: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.compares = compares
        self.taken: list[str] = []
        self._mine: list[str] | None = None
        self._redrawn_from = ""

    @property
    def drawn_from(self) -> str:
        """The base for the hidden input: as it came, until the form shows newer values."""
        if self.instance.pk is None:
            return ""
        if self.is_bound:
            return str(self.data.get(DRAWN_FROM, ""))
        return self._redrawn_from or row_bases.sign(self.instance, self.row_fields)

    @property
    def lost_base(self) -> str:
        """What to tell whose form cannot say any more what it was drawn from."""
        return "" if self.base else LOST_BASE

    @property
    def row_fields(self) -> dict[str, "Field[Any, Any]"]:
        """The fields of the row that this form shows, by name."""
        options = self.instance._meta
        columns = (*options.concrete_fields, *options.many_to_many)
        return {column.name: column for column in columns if column.name in self.fields}

    @property
    def changed_data(self) -> list[str]:
        """What this person changed; once compared, against what is stored now."""
        return super().changed_data if self._mine is None else self._mine

    def clean(self) -> dict[str, Any]:
        """Combine a valid form with what is stored by now."""
        cleaned = super().clean() or self.cleaned_data
        if self.compares and DRAWN_FROM in self.data and self.instance.pk is None:
            self.was_deleted = True
            raise ValidationError(GONE)
        if self.compares and self.instance.pk is not None and not self.errors:
            self._combine(cleaned)
        return cleaned

    def _combine(self, cleaned: dict[str, Any]) -> None:
        """Compare base, stored and typed values, field by field, while nobody else can save."""
        self._lock()
        self.base = row_bases.read(self.data.get(DRAWN_FROM, ""), self.instance)
        stored = row_bases.plain_values(self.instance, self.row_fields)
        was = self.base.values if self.base else {}
        clashing: list[str] = []
        self._mine = []
        for name in self.row_fields:
            they_changed = name not in was or stored[name] != was[name]
            i_changed = name not in was or self._typed_is_not(name, was[name])
            if not i_changed or f"{TAKE_THEIRS}{name}" in self.data:
                cleaned[name] = self._stored(name)
                self.taken += [name] if they_changed else []
            elif self._typed_is_not(name, stored[name]):
                (clashing if they_changed else self._mine).append(name)
        if clashing:
            self._show_both(clashing, cleaned, was)

    def _lock(self) -> None:
        """Read the row as it is stored now; until the transaction ends nobody changes it."""
        rows = type(self.instance)._base_manager.select_for_update()
        try:
            self.instance.refresh_from_db(from_queryset=rows)
        except ObjectDoesNotExist:
            self.was_deleted = True
            raise ValidationError(GONE) from None

    def _show_both(self, clashing: list[str], cleaned: dict[str, Any], was: dict[str, Any]) -> None:
        """Draw the form anew: typed where this person changed something, as stored elsewhere."""
        columns = self.row_fields
        for name in clashing:
            label, was_text = str(self[name].label), self._text_before(name, was)
            both = (as_text(value, columns[name]) for value in (self._stored(name), cleaned[name]))
            theirs, mine = (words(text if was_text is None else was_text, text) for text in both)
            self.clashes += (FieldClash(name, label, theirs, mine),)
        self._redrawn_from = row_bases.sign(self.instance, columns)
        self.initial = {name: self[name].value() for name in self.fields} | dict(cleaned)
        self.is_bound = False  # so that Django draws what is in `initial`
        self._bound_fields_cache.clear()  # type: ignore[attr-defined]  # missing in its types
        for name in clashing:
            self.add_error(name, BOTH_CHANGED)

    def _stored(self, name: str) -> Any:
        value = getattr(self.instance, name)
        return value.all() if isinstance(self.row_fields[name], ManyToManyField) else value

    def _text_before(self, name: str, was: dict[str, Any]) -> str | None:
        """Return a field as both people found it; None where its words cannot be compared."""
        column = self.row_fields[name]
        if name not in was or column.is_relation or column.choices:
            return None
        return as_text(column.to_python(was[name]), column)

    def _typed_is_not(self, name: str, plain: Any) -> bool:
        """Whether another value was typed than this one, as Django's own forms tell it."""
        column, field = self.row_fields[name], self.fields[name]
        value = plain if column.is_relation else column.to_python(plain)
        if isinstance(value, datetime):  # forms leave the seconds out
            value = field.to_python(field.widget.format_value(field.prepare_value(value)))
        return field.has_changed(value, self[name].data)

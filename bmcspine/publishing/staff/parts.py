"""The ordered parts of a document in its form, told apart by their keys, stored as a whole."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Field, QuerySet, TextField
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from bmcspine.publishing.content import Content
from bmcspine.publishing.documents import Part, new_key
from bmcspine.publishing.staff.texts import TypedText, may_hold_claims, text_field
from bmcspine.publishing.staff.visible import VisibleRows

MOST_PARTS = 60
"""Of one kind in one text; the longest list of ours has 14. A form that says it has more is
refused: thousands would keep the site busy for minutes."""


class PartForm(forms.ModelForm):
    """One part; its key stays for life, because links and comparisons rest on it."""

    key = forms.SlugField(max_length=60, required=False, widget=forms.HiddenInput)
    position = forms.IntegerField(
        label="place", min_value=1, required=False, help_text="Smaller numbers come first."
    )


class PartFormSet(BaseInlineFormSet):
    """Shows the parts of a text and reads them back as plain data; it stores nothing.

    Every form is a new one to Django: rows are told apart by their keys, so that it does not
    matter what somebody else added, moved or removed since the form was opened.
    """

    def __init__(self, *args: Any, shown: Content | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.absolute_max = self.max_num
        self.relation: str = self.fk.remote_field.get_accessor_name()
        if not self.is_bound and self.instance.pk is not None:
            self.initial_extra = [
                values | {"position": place}
                for place, values in enumerate(self._shown_parts(shown), start=1)
            ]
        self.extra = len(self.initial_extra or ()) + 1  # an empty one, for those without script

    def _shown_parts(self, shown: Content | None) -> list[Content]:
        if shown is not None:
            return list(shown[self.relation])
        return [part.to_content() for part in getattr(self.instance, self.relation).all()]

    def get_queryset(self) -> QuerySet[Any]:
        none: QuerySet[Any] = self.fk.model._default_manager.none()
        return none

    def initial_form_count(self) -> int:
        return 0

    def to_content(self) -> list[Content]:
        """Return the parts that were typed, in the order of their places; for valid forms only."""
        kept = [form for form in self.forms if form.cleaned_data and form not in self.deleted_forms]
        last = len(kept) + 1  # counted here: a list is empty while it is being sorted
        kept.sort(key=lambda form: form.cleaned_data["position"] or last)
        taken: set[str] = set()
        content = []
        for form in kept:
            key = form.cleaned_data["key"]
            form.instance.key = new_key() if not key or key in taken else key
            taken.add(form.instance.key)
            content.append(form.instance.to_content())
        return content


class PartInline(VisibleRows, admin.StackedInline):
    """The parts of a document, in order."""

    form = PartForm
    formset = PartFormSet
    template = "admin/parts.html"
    max_num = MOST_PARTS
    fk_name = "document"
    formfield_overrides = {  # noqa: RUF012 as Django documents it
        TextField: {"form_class": TypedText, "widget": AdminTextareaWidget}
    }

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Let texts be written with what their place on the page can show."""
        found = super().formfield_for_dbfield(db_field, request, **kwargs | text_field(db_field))
        relation = self.model._meta.get_field("document").remote_field.get_accessor_name()
        if found is not None and may_hold_claims(self.model, relation, db_field.name):
            found.widget.attrs["data-takes-claims"] = ""
        return found

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Leave the key out of what Django checks: it is compared within the text alone."""
        return ["key", "document"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Show the fields of an edition in their order, the place last."""
        model: type[Part] = self.model
        return [*model.content_fields, "position", "key"]

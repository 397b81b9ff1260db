"""The form of a document: what it was made from, and what was typed as plain data."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.forms import ModelForm

from bmcspine.publishing import saving
from bmcspine.publishing.content import Content
from bmcspine.publishing.models import Document
from bmcspine.publishing.staff.parts import PartFormSet

BASE_SALT = "bmcspine.publishing.base"
LOST_BASE = (
    "This form lost a hidden part, so it cannot be saved. Keep your text, open the page again in "
    "a second window, and put it in there."
)


class DocumentForm(forms.ModelForm):
    """Carries, signed, what the text on the screen was made from."""

    base = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = self.instance.made_from or made_from(self.instance, self.instance.head)
        self.initial["base"] = signing.dumps(shown, salt=BASE_SALT)

    def clean_base(self) -> saving.Base:
        """Return what the text was written from; a new document was written from nothing."""
        if self.instance.pk is None:
            return saving.Base(0)
        try:
            shown = signing.loads(self.cleaned_data["base"], salt=BASE_SALT)
        except signing.BadSignature:
            raise ValidationError(LOST_BASE) from None
        if shown.get("document") != self.instance.pk:
            raise ValidationError(LOST_BASE)
        return saving.Base(shown["edition"], shown["row"])

    def clean(self) -> dict[str, Any]:
        """Refuse an address that another page has."""
        cleaned = super().clean() or {}
        address = {name: cleaned[name] for name in ("slug", "language") if name in cleaned}
        others = Document.objects.filter(kind=self.instance.kind_name).exclude(pk=self.instance.pk)
        if "slug" in address and others.filter(**address).exists():
            self.add_error("slug", "Another page has this address: choose another.")
        return cleaned


def typed_content(form: ModelForm, formsets: Sequence[PartFormSet]) -> Content:
    """Return what was typed into a valid form as plain data; nothing is stored."""
    document: Document = form.instance
    names = [*document.content_fields, *document.row_fields]
    typed = {name: form.cleaned_data[name] for name in names if name in form.cleaned_data}
    return typed | {formset.relation: formset.to_content() for formset in formsets}


def made_from(document: Document, edition: int) -> Content:
    """Return which document, which edition of it and which stored fields a form is made from."""
    row = {name: getattr(document, name) for name in document.row_fields}
    return {"document": document.pk, "edition": edition, "row": row}

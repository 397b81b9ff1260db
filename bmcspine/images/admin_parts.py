"""Choosing a picture of the library, for a section of a page or a row."""

from typing import Any

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.forms.models import ModelChoiceIterator
from django.http import HttpRequest
from django.urls import reverse

from bmcspine.images.models import Image
from bmcspine.publishing.staff.parts import PartForm, PartInline

CHOICE = forms.Media(
    css={"all": ["staff/picture-choice.css"]},
    js=(forms.Script("js/picture-choice.js", type="module"),),  # type: ignore[arg-type]  # as Django documents it
)


class AskedOnce(ModelChoiceIterator):
    """The pictures, asked for once for all the sections of a page."""

    field: "PictureField"

    def __iter__(self) -> Any:
        kept = self.field.kept
        if not kept:
            kept += super().__iter__()
        return iter(kept)


class PictureField(forms.ModelChoiceField):
    """A list of the library by title; a script shows what was chosen beside it."""

    iterator = AskedOnce

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.kept: list[Any] = []  # one list for all the copies that Django makes of this field
        super().__init__(*args, **kwargs)
        self.widget.attrs["data-picture"] = reverse("admin:images_image_small", args=[0])

    def label_from_instance(self, image: Image) -> str:
        return f"{image} (shows a person)" if image.shows_person else str(image)


class PicturedForm(PartForm):
    """A section; an edition holds all of its picture, a form only which one it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(picture := self.initial.get("image"), dict):
            self.initial["image"] = picture["pk"]


class ChoosesPicture(BaseModelAdmin):
    """For admin classes and inlines with a picture: shows the chosen one beside the list."""

    @property
    def media(self) -> forms.Media:
        return super().media + CHOICE

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Leave deleting to the library: beside a list it reads like taking the picture out."""
        found = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.related_model is Image and found is not None:
            found.widget.can_delete_related = False
        return found

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.related_model is Image:
            kwargs["form_class"] = PictureField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class PicturedInline(ChoosesPicture, PartInline):
    """The sections of a document, each perhaps with a picture."""

    form = PicturedForm

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Show the picture behind the words of the section."""
        *fields, position, key = super().get_fields(request, obj)
        return [*fields, "image", position, key]

"""Choosing the edition that the patient saw, in words, with the page to show or print beside it."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string

from bmcspine.publishing.clinic_time import written
from bmcspine.publishing.models import Edition

NEWEST = 12
"""How many editions are offered; nobody shows a patient an older one."""


def editions_to_show(story: int | None, chosen: int | None = None) -> QuerySet[Edition]:
    """Return the newest editions of a story, and the one that was chosen before."""
    if story is None:
        return Edition.objects.none()
    newest = Edition.objects.filter(document=story).order_by("-number")
    offered = Q(pk__in=list(newest.values_list("pk", flat=True)[:NEWEST])) | Q(pk=chosen)
    return newest.filter(offered).select_related("author", "document")


def in_words(edition: Edition) -> str:
    """Return how staff know an edition: its number, and who saved it when."""
    author = edition.author and (edition.author.get_full_name() or edition.author.get_username())
    by = f" by {author}" if author else ""
    return f"Edition {edition.number}, saved {written(edition.created_at)}{by}"


class EditionRadios(forms.RadioSelect):
    """One edition a line, with a link to the page that the patient is shown."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        context = self.get_context(name, value, attrs)
        return render_to_string("admin/stories/edition_radios.html", context)

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["edition"] = getattr(value, "instance", None)  # the first choice has none
        return option


class SeenEditionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # no brackets at work
    """The edition that the patient saw."""

    widget = EditionRadios

    def label_from_instance(self, obj: Any) -> str:
        return in_words(obj)

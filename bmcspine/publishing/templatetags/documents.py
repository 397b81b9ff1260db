from django import template
from django.urls import reverse

from bmcspine.publishing.models import Document

register = template.Library()


@register.filter
def screen(document: Document, name: str) -> str:
    """Return the address of one of a document's screens in the admin."""
    return document.screen(name)


@register.filter
def screens(document: Document) -> str:
    """Return the address of the list of all documents of this kind."""
    options = document._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_changelist")

"""What the admin screens of every document share: an edition on save, and what readers see."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import OuterRef, QuerySet, Subquery, TextField
from django.forms import ModelForm
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from bmcspine.publishing import workflow
from bmcspine.publishing.admin_steps import StepsAdmin, staff, warn_of_gates
from bmcspine.publishing.admin_visible import VisibleRows
from bmcspine.publishing.exceptions import Conflict
from bmcspine.publishing.models import Document, Edition, Event


class DocumentForm(forms.ModelForm):
    """Carries the number of the edition that the text on the screen was made from."""

    base = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["base"].initial = self.instance.head

    def clean(self) -> dict[str, Any]:
        """Refuse a text that was written from an older edition; what was typed stays."""
        cleaned = super().clean() or {}
        same = Document.objects.select_for_update().filter(pk=self.instance.pk)
        head = same.values_list("head", flat=True).first()
        if head is not None and cleaned.get("base") != head:
            typed = cast(QueryDict, self.data).copy()
            typed[self.add_prefix("base")] = str(head)  # having read the message, they may
            self.data = typed
            raise Conflict(head)
        self._refuse_taken_address(cleaned)
        return cleaned

    def _refuse_taken_address(self, cleaned: dict[str, Any]) -> None:
        address = {name: cleaned.get(name) for name in ("slug", "language") if name in cleaned}
        others = Document.objects.filter(kind=self.instance.kind_name).exclude(pk=self.instance.pk)
        if "slug" in address and others.filter(**address).exists():
            self.add_error("slug", "Another page has this address: choose another.")


ROW_FIELDS = {"slug", "language", "position", "review_every_months"}
"""Fields of a page that no edition holds; a change is recorded in an event."""


class TypedText(forms.CharField):
    """Keeps line ends as they were: browsers send CRLF, and nothing has changed by that."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")


class PartInline(VisibleRows, admin.StackedInline):
    """The parts of a document, in order; an anchor stays for good, because links lead there."""

    extra = 0
    fk_name = "document"
    exclude = ("key",)
    formfield_overrides = {  # noqa: RUF012 as Django documents it
        TextField: {"form_class": TypedText, "widget": AdminTextareaWidget}
    }


class DocumentAdmin(StepsAdmin):
    """Edits a working copy; what readers see changes only through the steps."""

    form = DocumentForm
    list_display = ("title", "address", "newest_edition", "public_edition")
    search_fields = ("title", "summary", "slug")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # a page is withdrawn, so that what it said stays on record

    def view_on_site(self, obj: Document) -> str:
        """Link to the page itself: Django's shortcut would tell its address to any role."""
        return obj.get_absolute_url()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Keep the address once readers have seen it: links and bookmarks lead there."""
        has_been_public = obj is not None and obj.editions.begun(timezone.now()).exists()
        return ("slug", "language") if has_been_public else ()

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        document = type(form.instance).objects.get(pk=form.instance.pk)
        edition = workflow.save_edition(document, by=staff(request), base=document.head)
        if about_the_page := sorted({*form.changed_data} & ROW_FIELDS):
            note = ", ".join(about_the_page)
            Event.objects.record(Event.Kind.CHANGED, by=staff(request), about=document, note=note)
        if edition is not None:
            warn_of_gates(self, request, edition)
        said = f"Saved as edition {edition.number}; readers see no change yet." if edition else ""
        self.message_user(request, said or "Nothing was changed, so there is no new edition.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Add how far the newest edition has come and which one readers see: one query in all."""
        newest = Edition.objects.filter(document=OuterRef("pk")).order_by("-number")
        public = Edition.objects.live().filter(document=OuterRef("pk"))
        events = Event.objects.filter(document=OuterRef("pk")).order_by("-pk")
        counted: QuerySet[Any] = (
            super()
            .get_queryset(request)
            .annotate(
                newest_pk=Subquery(newest.values("pk")[:1]),
                newest_state=Subquery(newest.values("state")[:1]),
                newest_until=Subquery(newest.values("live_until")[:1]),
                newest_event=Subquery(events.values("kind")[:1]),
                public_number=Subquery(public.values("number")[:1]),
            )
        )
        return counted

    @admin.display(description="newest edition")
    def newest_edition(self, document: Any) -> str:
        """Say how far it has come, link to it as a page, and carry its number into each step."""
        if document.newest_pk is None:
            return "none"
        return format_html(
            '<a href="{}">Read edition {}</a>, {}<input type="hidden" name="seen-{}" value="{}">',
            reverse("admin:publishing_edition_read", args=[document.newest_pk]),
            document.head,
            self._progress(document),
            document.pk,
            document.head,
        )

    def _progress(self, document: Any) -> str:
        if document.newest_until is not None and document.newest_until <= timezone.now():
            return "withdrawn"
        if document.newest_event == Event.Kind.CHANGES_ASKED:
            return "changes asked for (see Events)"
        return dict(Edition.State.choices)[document.newest_state].lower()

    @admin.display(description="readers see")
    def public_edition(self, document: Any) -> str:
        return f"edition {document.public_number}" if document.public_number else "nothing"

    @admin.display(description="address")
    def address(self, document: Document) -> str:
        return document.get_absolute_url()

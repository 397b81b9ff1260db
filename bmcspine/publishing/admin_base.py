"""What the admin screens of every document share: editions on save, and the steps as actions."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from bmcspine.publishing import workflow
from bmcspine.publishing.exceptions import Conflict, StepRefused
from bmcspine.publishing.models import Document, Edition, Event


class StepForm(ActionForm):
    """The bar above a list of documents: the step, its reason, and the reviewer's word."""

    reason = forms.CharField(required=False, max_length=200, label="Reason or note")
    whole_page = forms.BooleanField(required=False, label="I read the whole page")


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
            raise Conflict(head)
        return cleaned


class RecordingAdmin(admin.ModelAdmin):
    """Records who added or changed a row; the row itself is never copied into the event."""

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        note = ", ".join(form.changed_data)
        subject = f"{obj._meta.label_lower}/{obj.pk}"
        kind = "changed" if change else "added"
        Event.objects.record(kind, by=staff(request), subject=subject, note=note)


class DocumentAdmin(admin.ModelAdmin):
    """Edits a working copy; what readers see changes only through the steps."""

    form = DocumentForm
    action_form = StepForm
    actions = ("submit", "approve", "ask_for_changes", "publish", "withdraw")
    list_display = ("title", "address", "newest_edition", "public_edition")
    search_fields = ("title", "summary", "slug")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # a page is withdrawn, so that what it said stays on record

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
        said = f"Saved as edition {edition.number}; readers see no change yet." if edition else ""
        self.message_user(request, said or "Nothing was changed, so there is no new edition.")

    @admin.display(description="newest edition")
    def newest_edition(self, document: Document) -> str:
        edition = document.editions.first()
        return f"{edition.number}, {edition.get_state_display().lower()}" if edition else "none"

    @admin.display(description="readers see")
    def public_edition(self, document: Document) -> str:
        edition = document.editions.live().first()
        return f"edition {edition.number}" if edition else "nothing"

    @admin.display(description="address")
    def address(self, document: Document) -> str:
        return document.get_absolute_url()

    @admin.action(description="Send the newest draft to review", permissions=["change"])
    def submit(self, request: HttpRequest, documents: QuerySet[Document]) -> None:
        def step(edition: Edition) -> None:
            workflow.submit(edition, by=staff(request), note=_reason(request))

        self._take(request, documents, _newest, step, "sent to review")

    @admin.action(description="Approve the newest edition", permissions=["approve"])
    def approve(self, request: HttpRequest, documents: QuerySet[Document]) -> None:
        whole_page = "whole_page" in request.POST

        def step(edition: Edition) -> None:
            by, note = staff(request), _reason(request)
            workflow.approve(edition, by=by, whole_page=whole_page, note=note)

        self._take(request, documents, _newest, step, "approved")

    @admin.action(description="Ask for changes (give the reason)", permissions=["approve"])
    def ask_for_changes(self, request: HttpRequest, documents: QuerySet[Document]) -> None:
        def step(edition: Edition) -> None:
            workflow.ask_for_changes(edition, by=staff(request), note=_reason(request))

        self._take(request, documents, _newest, step, "sent back")

    @admin.action(description="Publish the newest edition now", permissions=["publish"])
    def publish(self, request: HttpRequest, documents: QuerySet[Document]) -> None:
        def step(edition: Edition) -> None:
            workflow.publish(edition, by=staff(request))

        self._take(request, documents, _newest, step, "published")

    @admin.action(description="Withdraw from the site (give the reason)", permissions=["publish"])
    def withdraw(self, request: HttpRequest, documents: QuerySet[Document]) -> None:
        def step(edition: Edition) -> None:
            workflow.withdraw(edition, by=staff(request), reason=_reason(request))

        self._take(request, documents, _public, step, "withdrawn")

    def has_approve_permission(self, request: HttpRequest) -> bool:
        return staff(request).has_perm("publishing.approve_edition")

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return staff(request).has_perm("publishing.publish_edition")

    def _take(
        self,
        request: HttpRequest,
        documents: QuerySet[Document],
        choose: Callable[[Document], Edition | None],
        step: Callable[[Edition], None],
        done: str,
    ) -> None:
        for document in documents:
            edition = choose(document)
            if edition is None:
                self.message_user(request, f"{document}: there is no such edition.", messages.ERROR)
                continue
            try:
                step(edition)
            except StepRefused as error:
                for message in error.messages:
                    self.message_user(request, f"{document}: {message}", messages.ERROR)
            except PermissionDenied as error:
                said = str(error) or "you may not take this step."
                self.message_user(request, f"{document}: {said}", messages.ERROR)
            else:
                self.message_user(request, f"{document}: edition {edition.number} {done}.")


def _newest(document: Document) -> Edition | None:
    return document.editions.order_by("-number").first()


def _public(document: Document) -> Edition | None:
    return document.editions.published(timezone.now()).first()


def staff(request: HttpRequest) -> User:
    """Return the member of staff behind a request to the admin, which lets nobody else in."""
    return cast(User, request.user)


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "")

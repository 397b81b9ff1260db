"""The admin screen of every document: it edits the working copy, and each save is an edition."""

from copy import copy
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Field, TextField
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from bmcspine.publishing import reviewing, saving
from bmcspine.publishing.content import Content
from bmcspine.publishing.exceptions import StepRefused
from bmcspine.publishing.gates import blocking, check
from bmcspine.publishing.models import Document, Edition
from bmcspine.publishing.staff.clashes import context_of, given_way, text_of
from bmcspine.publishing.staff.corrections import correct, has_nothing_to_correct, is_correction
from bmcspine.publishing.staff.corrections import start as correction_start
from bmcspine.publishing.staff.form import DocumentForm, made_from, typed_content
from bmcspine.publishing.staff.lists import DocumentListAdmin
from bmcspine.publishing.staff.people import staff
from bmcspine.publishing.staff.texts import TypedText, text_field
from bmcspine.publishing.standing import standing
from bmcspine.web.framing import holds_frames

NOTHING_PUBLIC = "Readers see no edition of this page, so change the draft: it is in the form."


class DocumentAdmin(DocumentListAdmin):
    """Edits a working copy; what readers see changes only through the steps."""

    form = DocumentForm
    change_form_template = "admin/documents/change_form.html"
    formfield_overrides = {TextField: {"form_class": TypedText}}  # noqa: RUF012 as Django documents it

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # a page is withdrawn, so that what it said stays on record

    def view_on_site(self, obj: Document) -> str:
        """Link to the page itself: Django's shortcut would tell its address to any role."""
        return obj.get_absolute_url()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Keep the address once readers have seen it: links and bookmarks lead there."""
        has_been_public = obj is not None and obj.editions.begun(timezone.now()).exists()
        return ("slug", "language") if has_been_public else ()

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form; who may only read is shown the review instead.

        Where somebody else saved what clashes, the form comes back with both texts, unsaved.
        """
        reads = request.method == "GET" and self.has_view_permission(request)
        if object_id and reads and not self.has_change_permission(request):
            return HttpResponseRedirect(reverse(self.screen("review"), args=[object_id]))
        if object_id and reads and has_nothing_to_correct(request, object_id):
            self.message_user(request, NOTHING_PUBLIC, messages.WARNING)
            return HttpResponseRedirect(reverse(self.screen("change"), args=[object_id]))
        try:
            found = super().changeform_view(request, object_id, form_url, extra_context)
        except StepRefused as refused:
            found = self._with_both_texts(request, object_id, form_url, refused)
        return holds_frames(found)

    def _with_both_texts(
        self, request: HttpRequest, object_id: str | None, form_url: str, refused: StepRefused
    ) -> HttpResponse:
        """Show the form again, unsaved, with what was typed and what stands in the way."""
        document = self.get_queryset(request).get(pk=object_id)
        typed: Content = request.typed_text  # type: ignore[attr-defined]  # set in save_related
        shown = copy(request)
        shown.method = "GET"
        shown.shown_text = text_of(refused, typed)  # type: ignore[attr-defined]
        context = context_of(refused, document, typed)
        found = super().changeform_view(shown, object_id, form_url, context)
        found.status_code = 409
        return found

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        return super().formfield_for_dbfield(db_field, request, **kwargs | text_field(db_field))

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """Return the row; with a text to be shown in its place, the row as it would be."""
        document: Any = super().get_object(request, object_id, from_field)
        if document is None:
            return None
        start = correction_start(request, document)
        if start and not hasattr(request, "shown_text"):
            request.shown_text = document.only_typed(start.content)  # type: ignore[attr-defined]
        document.made_from = made_from(document, start.number if start else document.head)
        for name, value in getattr(request, "shown_text", {}).items():
            if name not in document.content_parts:
                setattr(document, name, value)
        return document

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        return kwargs | {"shown": getattr(request, "shown_text", None)}

    def save_model(self, request: HttpRequest, obj: Document, form: Any, change: bool) -> None:
        if not change:
            super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        """Store the whole text at once."""
        base: saving.Base = form.cleaned_data["base"]
        theirs = correction_start(request, form.instance)
        typed = given_way(request, form.instance, typed_content(form, formsets), theirs)
        request.typed_text = typed  # type: ignore[attr-defined]  # shown again if it is refused
        if is_correction(request):
            said = correct(request, form.instance, typed, base.edition)
            self.message_user(request, said, messages.SUCCESS)
            return
        saved = saving.save_text(form.instance, typed, by=staff(request), base=base)
        form.instance.head = saved.edition.number if saved.edition else form.instance.head
        self._tell(request, saved)

    def _tell(self, request: HttpRequest, saved: saving.Saved) -> None:
        edition, theirs = saved.edition, saved.combined_with
        if edition is None:
            self.message_user(request, "Nothing was changed, so there is no new edition.")
            return
        said = f"Saved as edition {edition.number}; readers see no change yet."
        self.message_user(request, said, messages.SUCCESS)
        if theirs is not None:
            said = f"{theirs.author or 'Somebody'} saved edition {theirs.number} while you wrote; "
            self.message_user(request, f"{said}both changes are in.", messages.WARNING)
        warn_of_gates(self, request, edition)

    def response_add(self, request: HttpRequest, obj: Any, *args: Any) -> HttpResponse:
        return self.response_change(request, obj)

    def response_change(self, request: HttpRequest, obj: Document) -> HttpResponse:
        """Stay on the page, and send the text to review where that was asked."""
        if "_submit" in request.POST:
            self._submit(request, obj)
        if is_correction(request):
            return HttpResponseRedirect(obj.screen("editions"))
        leaves = "_save" in request.POST
        return HttpResponseRedirect(
            reverse(self.screen("changelist")) if leaves else obj.screen("change")
        )

    def _submit(self, request: HttpRequest, document: Document) -> None:
        edition = Edition.objects.filter(document=document.pk).order_by("-number").first()
        if edition is None or edition.state != Edition.State.DRAFT:
            self.message_user(request, "There is no new draft to send to review.")
            return
        try:
            reviewing.submit(edition, by=staff(request))
        except StepRefused as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
        else:
            self.message_user(request, f"Edition {edition.number} is sent to review.")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        document = context["original"]
        context["standing"] = standing(document) if document else None
        context["aside"] = self.aside(request, document) if document else ""
        context["is_correction"] = is_correction(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Leave it to the events, which hold every save."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Leave it to the events, which hold every save."""

    def construct_change_message(self, *args: Any, **kwargs: Any) -> Any:
        return []  # Django asks the formsets what they stored; ours store nothing


def warn_of_gates(screen: DocumentAdmin, request: HttpRequest, edition: Edition) -> None:
    """Tell staff now what would keep the edition from going live later."""
    for finding in blocking(check(edition)):
        screen.message_user(request, f"Before it can be published: {finding}", messages.WARNING)

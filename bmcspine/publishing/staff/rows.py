"""The admin screens of rows that need no edition: nothing is lost, and who did what is recorded."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.utils import unquote
from django.db.models import TextField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import Truncator

from bmcspine.publishing.models import Event
from bmcspine.publishing.rows import Row
from bmcspine.publishing.staff.addresses import TakesAnyAddress
from bmcspine.publishing.staff.choosing import ChoosesRows
from bmcspine.publishing.staff.deletions import DeletesWhatWasShown
from bmcspine.publishing.staff.history import KeepsHistory, field_names
from bmcspine.publishing.staff.moments import BY_BROWSER
from bmcspine.publishing.staff.row_forms import DRAWN_FROM, RowForm
from bmcspine.publishing.staff.texts import TypedText
from bmcspine.publishing.staff.visible import VisibleRows

WORDS_OF_A_NAME = 10
"""So many words of a row's name stand on top of its form."""


class RecordingAdmin(
    TakesAnyAddress, ChoosesRows, VisibleRows, DeletesWhatWasShown, KeepsHistory, admin.ModelAdmin
):
    """Edits rows in a form that combines what several people do at once."""

    form = RowForm
    formfield_overrides = {TextField: {"form_class": TypedText}, **BY_BROWSER}  # noqa: RUF012 as Django documents it
    list_per_page = 50

    class Media:
        css = {"all": ["staff/rows.css"]}  # noqa: RUF012 the same

    change_form_template = "admin/rows/change_form.html"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show or save a row; text for one that is deleted by now comes back as a new row."""
        comes_back = object_id is not None and DRAWN_FROM in request.POST
        if comes_back and self.get_object(request, unquote(str(object_id))) is None:
            object_id, form_url = None, reverse(self._screen("add"))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Draw the form; with both texts, and status 409, where two people clash."""
        form: RowForm = context["adminform"].form
        refused = form.was_deleted or form.clashes
        context["show_save_and_add_another"] = False
        context["subtitle"] = Truncator(context["subtitle"] or "").words(WORDS_OF_A_NAME)
        context["others"] = who_else(form) if form.clashes else ""
        response = super().render_change_form(request, context, *args, **kwargs)
        response.status_code = 409 if refused else response.status_code
        return response

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change and not form.changed_data:
            self.message_user(request, "You changed nothing, so nothing was saved.")
            return
        form.combined_with = who_else(form) if form.taken else ""
        super().save_model(request, obj, form, change)
        self.message_user(request, f"Saved: {obj}.")
        if form.taken:
            names = ", ".join(field_names(self.model, form.taken))
            said = f"Combined with what {form.combined_with} changed meanwhile: {names}."
            self.message_user(request, said)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        mine = super().construct_change_message(request, form, formsets, add)
        if not (mine and form.taken):
            return mine
        names = ", ".join(field_names(self.model, form.taken))
        return f"{mine} (combined with what {form.combined_with} changed: {names})"

    def response_add(self, request: HttpRequest, obj: Row, *args: Any) -> HttpResponse:
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, *args)
        return self._onwards(request, obj)

    def response_change(self, request: HttpRequest, obj: Row) -> HttpResponse:
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, obj)
        return self._onwards(request, obj)

    def _onwards(self, request: HttpRequest, row: Row) -> HttpResponse:
        """Stay with the row or go back to the list; what happened is said already."""
        if "_continue" not in request.POST:
            return self.response_post_save_change(request, row)
        filters: Any = {"preserved_filters": self.get_preserved_filters(request), "opts": self.opts}
        address = reverse(self._screen("change"), args=[row.pk])
        return HttpResponseRedirect(add_preserved_filters(filters, address))

    def _screen(self, name: str) -> str:
        return f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}"


def who_else(form: RowForm) -> str:
    """Return who saved the row since the form was drawn, as far as the events tell."""
    if form.base is None:
        return "somebody else"
    events = Event.objects.about(form.instance).filter(at__gte=form.base.at)
    people = events.order_by("pk").values_list("person", flat=True)
    return " and ".join(dict.fromkeys(filter(None, people))) or "somebody else"

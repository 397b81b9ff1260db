"""A row as readers will see it, beside its form: drawn from what stands there, saved or not."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse

from bmcspine.publishing.rows import Row
from bmcspine.publishing.staff.history import field_names
from bmcspine.publishing.staff.row_forms import RowForm
from bmcspine.web.framing import holds_frames, may_be_framed


class PreviewsRow(admin.ModelAdmin):
    """Draws a row in a small page of its own, in the public style, which the form frames."""

    preview_template = ""
    """Draws what `previewed` returns; the whole page around it is the same for all rows."""

    preview_needs: tuple[str, ...] = ()
    """Fields without which there is nothing to draw."""

    def previewed(self, row: Any) -> dict[str, Any]:
        """Return what the template draws."""
        return {"row": row}

    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view(self.preview), self._preview_name()
        new = path("add/preview/", view, name=f"{name}_new")
        return [new, path("<int:pk>/preview/", view, name=name), *super().get_urls()]

    def preview(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Give a frame the page itself, and a script the page as data; nothing is stored."""
        if not self._may_preview(request, pk):
            raise PermissionDenied
        row = get_object_or_404(self.get_queryset(request), pk=pk) if pk else None
        lacking = () if row is not None else self.preview_needs
        if request.method == "POST":
            row, lacking = self._from_form(request, row)
        context = {
            "template": self.preview_template,
            "shown": None if lacking else self.previewed(row),
            "lacking": field_names(self.model, lacking),
        }
        page = render_to_string("admin/rows/preview.html", context, request)
        if request.accepts("application/json") and not request.accepts("text/html"):
            return JsonResponse({"page": page})
        return may_be_framed(HttpResponse(page))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        row = context["original"]
        arguments = [row.pk] if row is not None and row.pk else []
        name = self._preview_name() if arguments else f"{self._preview_name()}_new"
        context["preview"] = reverse(f"admin:{name}", args=arguments)
        return holds_frames(super().render_change_form(request, context, *args, **kwargs))

    def _preview_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_preview"

    def _may_preview(self, request: HttpRequest, pk: int | None) -> bool:
        if request.method != "POST":
            return self.has_view_permission(request)
        return self.has_change_permission(request) if pk else self.has_add_permission(request)

    def _from_form(self, request: HttpRequest, row: Row | None) -> tuple[Row, tuple[str, ...]]:
        """Return the row as it would be, and which fields are missing for that."""
        make: Any = self.get_form(request, row, change=row is not None)
        form: RowForm = make(request.POST, request.FILES, instance=row, compares=False)
        return form.instance, tuple(name for name in self.preview_needs if name in form.errors)

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from bmcspine.images.admin_form import FOCAL_HELP, ImageForm, UploadForm
from bmcspine.images.files import NewPictures
from bmcspine.images.models import Image
from bmcspine.images.usage import kept_by, permissions_counted, places, rows_showing
from bmcspine.images.views import served
from bmcspine.publishing.rows import Row
from bmcspine.publishing.staff.rows import RecordingAdmin

WORDS = ("title", "alt", "decorative", "shows_person", "source")
IN_EDITIONS = {"alt", "decorative", "focal_x", "focal_y"}
"""Fields that an edition holds, so that readers see them as they were signed off."""

LARGE_PX = 800


@admin.register(Image)
class ImageAdmin(RecordingAdmin):
    """The picture library: what is in it, what each picture says, and where it stands."""

    form = ImageForm
    change_form_template = "admin/images/change_form.html"
    list_display = ("picture", "title", "says", "person", "source")
    list_display_links = ("title",)
    list_filter = ("shows_person", "decorative")
    search_fields = ("title", "alt", "source")
    radio_fields = {"shows_person": admin.VERTICAL}  # noqa: RUF012 as Django documents it
    actions = None  # each picture is asked by itself whether it is in use
    view_on_site = False

    class Media:
        css = {"all": ["css/components/photo.css", "staff/images.css"]}  # noqa: RUF012 the same
        js = (
            forms.Script("js/focal.js", type="module"),
            forms.Script("js/file-limit.js", type="module"),
        )

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = {} if change else {"form": UploadForm}
        return super().get_form(request, obj, change, **form | kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for the words with the picture; the focal point is set on it once it is there."""
        if obj is None:
            return ((None, {"fields": ("file", *WORDS)}),)
        focal = {"fields": (("focal_x", "focal_y"),), "description": FOCAL_HELP}
        return ((None, {"fields": WORDS}), ("What must stay visible", focal))

    def get_urls(self) -> list[URLPattern]:
        see = self.admin_site.admin_view(self.see)
        small = path("<int:pk>/small.webp", see, {"most": 0}, name="images_image_small")
        large = path("<int:pk>/large.webp", see, {"most": LARGE_PX}, name="images_image_large")
        return [small, large, *super().get_urls()]

    def see(self, request: HttpRequest, pk: int, most: int) -> HttpResponse:
        """Show staff a picture, permitted or not, in the largest width up to `most`."""
        image = get_object_or_404(Image, pk=pk)
        if not self.has_view_permission(request, image):
            raise PermissionDenied
        fitting = [width for width in image.widths if width <= most] or image.widths[:1]
        return served(image, fitting[-1], "webp")

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show or save a picture; where saving fails, its files go as well as its row."""
        with NewPictures() as files:
            request.new_files = files  # type: ignore[attr-defined]  # for save_model
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change:
            request.new_files.store(obj.name, form.renditions)  # type: ignore[attr-defined]
        elif IN_EDITIONS & {*form.changed_data} and (found := places(obj)):
            names = ", ".join(f"“{place.document}”" for place in found)
            said = f"Readers see the change when the page is saved and published again: {names}."
            self.message_user(request, said, messages.WARNING)

    def response_add(self, request: HttpRequest, obj: Row, *args: Any) -> HttpResponse:
        """Go on to the focal point, which needs the picture to be there."""
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, *args)
        self.message_user(request, "Now choose the point of it that must stay visible.")
        return HttpResponseRedirect(reverse("admin:images_image_change", args=[obj.pk]))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if image := context["original"]:
            context["places"], context["rows"] = places(image), rows_showing(image)
            context["permissions"] = permissions_counted(image)
            context["may_be_shown"] = image.may_be_shown(timezone.now())
        context["show_save_and_continue"] = context["original"] is not None
        return super().render_change_form(request, context, *args, **kwargs)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Return, among the rest, the places that keep Django from deleting."""
        kept: list[str] = [
            format_html('<a href="{}">{}</a>', place.screen, place.label)
            for image in objs
            for place in kept_by(image)
        ]
        kept += [words for image in objs if (words := permissions_counted(image))]
        return [str(image) for image in objs], {}, set(), kept

    @admin.display(description="picture")
    def picture(self, image: Image) -> str:
        address = reverse("admin:images_image_small", args=[image.pk])
        html = '<img class="thumbnail" src="{}" width="{}" height="{}" alt="" loading="lazy">'
        return format_html(html, address, image.width, image.height)

    @admin.display(description="what it says", ordering="alt")
    def says(self, image: Image) -> str:
        return image.alt or "(decorative)"

    @admin.display(description="person", ordering="shows_person")
    def person(self, image: Image) -> str:
        return "shows a person" if image.shows_person else ""

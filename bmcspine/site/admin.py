from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import ManyToManyField, Model
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest

from bmcspine.images.admin_parts import PicturedInline
from bmcspine.publishing.staff.addresses import TakesAnyAddress
from bmcspine.publishing.staff.choosing import ChoosesRows
from bmcspine.publishing.staff.documents import DocumentAdmin
from bmcspine.publishing.staff.history import KeepsHistory
from bmcspine.publishing.staff.moments import BY_BROWSER
from bmcspine.site.admin_notices import NoticeAdmin
from bmcspine.site.errors import NoPhoneNumberError, write_error_pages
from bmcspine.site.models import InformationPage, InformationSection, Notice
from contacts.admin import ContactPointAdmin
from contacts.models import ContactPoint

admin.site.disable_action("delete_selected")  # one at a time, as it was shown, with a record

BOXES: dict[type[Any], dict[str, Any]] = {ManyToManyField: {"widget": CheckboxSelectMultiple}}
"""Boxes work with every keyboard and without a script, unlike Django's two lists with arrows."""


class InformationSectionInline(PicturedInline):
    model = InformationSection


@admin.register(InformationPage)
class InformationPageAdmin(DocumentAdmin):
    fieldsets = (
        (None, {"fields": ("base", "title", "summary", "slug")}),
        ("Care of the page", {"fields": ("language", "review_every_months")}),
    )
    inlines = (InformationSectionInline,)


@admin.register(ContactPoint)
class PrintedContactPointAdmin(ContactPointAdmin):
    """Keeps the error pages, which are files, in step with the numbers."""

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        transaction.on_commit(lambda: self._write(request))

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        super().delete_model(request, obj)
        transaction.on_commit(lambda: self._write(request))

    def _write(self, request: HttpRequest) -> None:
        """Write the numbers into the error pages; a failure leaves the old ones and says so."""
        try:
            write_error_pages()
        except (NoPhoneNumberError, OSError) as error:
            said = "Saved, but the error pages still show the number from before: "
            reason = "no number is for patients" if isinstance(error, NoPhoneNumberError) else error
            self.message_user(request, f"{said}{reason}.", messages.WARNING)


class StaffUserAdmin(TakesAnyAddress, ChoosesRows, KeepsHistory, UserAdmin):
    """Accounts, with the same record of changes as everything else; rights come with roles."""

    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Who it is", {"fields": ("first_name", "last_name", "email")}),
        ("What they may do", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        ("On record", {"fields": ("last_login", "date_joined")}),
    )

    formfield_overrides = {**BY_BROWSER, **BOXES}  # noqa: RUF012 as Django documents it
    filter_horizontal = ()


class RoleAdmin(TakesAnyAddress, ChoosesRows, KeepsHistory, GroupAdmin):  # type: ignore[misc]  # stubs differ only
    """Roles: `set_roles` makes them what the table in `roles.py` says."""

    formfield_overrides = BOXES
    filter_horizontal = ()


admin.site.register(Notice, NoticeAdmin)
for model, screen in ((User, StaffUserAdmin), (Group, RoleAdmin)):
    admin.site.unregister(model)
    admin.site.register(model, screen)

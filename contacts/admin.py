from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from phonenumber_field.modelfields import PhoneNumberField

from bmcspine.images.admin_parts import ChoosesPicture
from bmcspine.publishing.clinic_time import written_day
from bmcspine.publishing.staff.confirmations import Confirmation, ConfirmsRow
from bmcspine.publishing.staff.filters import Choice, WordFilter
from bmcspine.publishing.staff.previews import PreviewsRow
from bmcspine.publishing.staff.rows import RecordingAdmin
from bmcspine.publishing.staff.tags import tag
from contacts.callbacks.staff.lists import CallbackRequestAdmin
from contacts.clinician_form import ClinicianForm
from contacts.models import CALL_EVERY, CallbackRequest, Clinic, Clinician, ContactPoint
from contacts.numbers import number_for
from contacts.phone_input import PhoneInput, TypedNumber, searched

AT_ONCE = "A change is on the site as soon as it is saved; nobody has to publish it."


CARDS = {"all": ["staff/cards.css"]}
NUMBERS = {PhoneNumberField: {"form_class": TypedNumber, "widget": PhoneInput}}


class OfTheClinic(PreviewsRow, RecordingAdmin):
    """Rows that belong to the one clinic, which is chosen already."""

    class Media:
        css = CARDS

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        clinic = Clinic.objects.first()
        given = super().get_changeform_initial_data(request)
        return given if clinic is None else {"clinic": clinic.pk} | given


@admin.register(Clinic)
class ClinicAdmin(PreviewsRow, RecordingAdmin):
    class Media:
        css = CARDS

    list_display = ("name", "service", "hospital", "city")
    fieldsets = (
        (None, {"fields": ("name", "service", "department", "hospital"), "description": AT_ONCE}),
        ("Where it is", {"fields": ("address", "city", "state")}),
        ("When nobody answers", {"fields": ("closed_days",)}),
    )
    preview_template = "contacts/_clinic_preview.html"
    preview_needs = ("name", "service", "hospital")

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the clinic that there is: the site speaks for a single one."""
        clinic = Clinic.objects.first()
        if clinic is None or not self.has_add_permission(request):
            return super().add_view(request, *args, **kwargs)
        self.message_user(request, "The site speaks for one clinic: change this one.")
        return HttpResponseRedirect(reverse("admin:contacts_clinic_change", args=[clinic.pk]))


class CalledLately(WordFilter):
    title = "last call"
    parameter_name = "called"

    def choose(self, request: HttpRequest, screen: Any) -> dict[str, Choice]:
        today = timezone.localdate()
        silent = f"Not called for {CALL_EVERY.days} days"
        lately = today - CALL_EVERY
        return {
            "not": (silent, lambda rows: rows.not_called(today)),
            "lately": ("Called lately", lambda rows: rows.filter(last_called_on__gt=lately)),
        }


class ContactPointAdmin(ConfirmsRow, OfTheClinic):
    """Registered by the site, which has error pages to write when a number changes."""

    list_display = ("label", "dialed", "audience", "called", "still_missing")
    list_filter = (CalledLately, "audience")
    search_fields = ("label", "number")
    formfield_overrides = RecordingAdmin.formfield_overrides | NUMBERS
    fieldsets = (
        (None, {"fields": ("label", "audience", "number", "extension"), "description": AT_ONCE}),
        ("When somebody answers", {"fields": ("hours", "when_closed")}),
        ("For referrals", {"fields": ("fax", "secure_route")}),
        ("Whether it is right", {"fields": ("last_called_on", "last_called_by")}),
        ("For this list", {"fields": ("clinic", "position")}),
    )
    preview_template = "contacts/_contact_point_preview.html"
    preview_needs = ("label", "number")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """Find a number however it is typed."""
        return super().get_search_results(request, queryset, searched(search_term))

    def confirmation(self, row: Any, user: User) -> Confirmation | None:
        """Note today and who rang."""
        today = timezone.localdate()
        if row.last_called_on == today:
            return None
        name = user.get_full_name() or user.get_username()
        return Confirmation(
            question=f"Did you ring {row.display} today, and did the right people answer?",
            label="Called today: the number is right",
            changes={"last_called_on": today, "last_called_by": name[:80]},
            done=f"Recorded: {row.display} was called today and is right.",
        )

    @admin.display(description="number", ordering="number")
    def dialed(self, point: ContactPoint) -> str:
        return point.display

    @admin.display(description="last called", ordering="last_called_on")
    def called(self, point: ContactPoint) -> str:
        """Say when, and mark what is too long ago."""
        day = point.last_called_on
        if day is None:
            return tag("never", "late")
        words = written_day(day)
        return tag(words, "late") if day <= timezone.localdate() - CALL_EVERY else words

    @admin.display(description="still missing")
    def still_missing(self, point: ContactPoint) -> str:
        return ", ".join(point.missing) or "nothing"


@admin.register(Clinician)
class ClinicianAdmin(ChoosesPicture, OfTheClinic):
    form = ClinicianForm
    list_display = ("name", "credentials", "role", "languages", "referrals", "position")
    search_fields = ("name", "role", "languages")
    fieldsets = (
        (
            None,
            {"fields": ("name", "slug", "credentials", "role", "photo"), "description": AT_ONCE},
        ),
        ("For patients", {"fields": ("treats", "languages", "training")}),
        ("For colleagues", {"fields": ("accepts_referrals", "npi")}),
        ("For this list", {"fields": ("clinic", "position")}),
    )
    preview_template = "contacts/_clinician_preview.html"
    preview_needs = ("name",)

    def previewed(self, row: Any) -> dict[str, Any]:
        """Return the person with the numbers that stand on their page."""
        points = list(ContactPoint.objects.select_related("clinic"))
        audience = ContactPoint.Audience
        phones = {"phone": audience.PATIENTS, "doctors_phone": audience.CLINICIANS}
        return {"row": row} | {name: number_for(who, points) for name, who in phones.items()}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Keep the address once it is there: people have saved and printed it."""
        return ("slug",) if obj else ()

    @admin.display(description="takes referrals", ordering="accepts_referrals")
    def referrals(self, clinician: Clinician) -> str:
        return {True: "yes", False: "no", None: "not known"}[clinician.accepts_referrals]


admin.site.register(CallbackRequest, CallbackRequestAdmin)

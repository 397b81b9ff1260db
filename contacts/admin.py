from django.contrib import admin

from bmcspine.publishing.admin_rows import RecordingAdmin
from contacts.models import Clinic, Clinician, ContactPoint


@admin.register(Clinic)
class ClinicAdmin(RecordingAdmin):
    list_display = ("name", "service", "hospital")


class ContactPointAdmin(RecordingAdmin):
    """Registered by the site, which has error pages to write when a number changes."""

    list_display = ("label", "display", "audience", "last_called_on", "still_missing")

    @admin.display(description="still missing")
    def still_missing(self, point: ContactPoint) -> str:
        return ", ".join(point.missing) or "nothing"


@admin.register(Clinician)
class ClinicianAdmin(RecordingAdmin):
    list_display = ("name", "credentials", "role", "position")

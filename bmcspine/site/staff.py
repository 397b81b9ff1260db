"""The admin of this site: Django's, but for its first screen."""

from typing import Any, cast

from django.contrib.admin import AdminSite
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone

from bmcspine.site.desk.overview import desk_for


class StaffSite(AdminSite):
    site_header = "Spine Fracture Clinic: staff"
    site_title = "Staff"
    index_title = "Your desk"

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show what this person can do now, the most urgent first, and what comes next."""
        desk = desk_for(cast(User, request.user), timezone.now())
        return super().index(request, {"desk": desk} | (extra_context or {}))

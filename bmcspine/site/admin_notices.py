"""The admin screen of notices: what stands on top of every page, and from when to when."""

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from bmcspine.publishing.addresses import leads_somewhere
from bmcspine.publishing.clinic_time import written
from bmcspine.publishing.reads import is_public_address
from bmcspine.publishing.staff.filters import Choice, WordFilter
from bmcspine.publishing.staff.previews import PreviewsRow
from bmcspine.publishing.staff.row_forms import RowForm
from bmcspine.publishing.staff.rows import RecordingAdmin
from bmcspine.publishing.staff.tags import tag
from bmcspine.publishing.texts.lines import ParagraphField
from bmcspine.site.models import Notice

USUAL_LENGTH = timedelta(days=7)
CLOSING_HOUR = time(17, 0)


class NoticeTime(WordFilter):
    title = "time"
    parameter_name = "time"

    def choose(self, request: HttpRequest, screen: Any) -> dict[str, Choice]:
        now = timezone.now()
        return {
            "now": ("Readers see it now", lambda rows: rows.current(now)),
            "coming": ("Still to come", lambda rows: rows.coming(now)),
            "ended": ("Ended", lambda rows: rows.past(now)),
        }


class NoticeForm(RowForm):
    text = ParagraphField(
        max_length=Notice._meta.get_field("text").max_length,
        help_text=Notice._meta.get_field("text").help_text,
    )

    def clean_link_url(self) -> str:
        """Refuse an address of this site where readers find nothing: no reviewer looks first."""
        address: str = self.cleaned_data["link_url"]
        path = address.partition("#")[0].partition("?")[0]
        is_ours = path.startswith("/")
        if is_ours and not leads_somewhere(path, lambda match: is_public_address(path)):
            raise ValidationError("Readers find no page there: open the page and copy its address.")
        return address


class NoticeAdmin(PreviewsRow, RecordingAdmin):
    """Offers an end, because every notice has one."""

    form = NoticeForm
    list_display = ("title", "standing", "tone")
    list_filter = (NoticeTime, "tone")
    search_fields = ("title", "text")
    fieldsets = (
        (None, {"fields": ("title", "text")}),
        ("A link, if one helps", {"fields": ("link_label", "link_url")}),
        ("When readers see it", {"fields": ("starts_at", "ends_at")}),
        ("For this list", {"fields": ("tone",)}),
    )
    preview_template = "site/_notice_preview.html"
    preview_needs = ("title", "text", "starts_at", "ends_at")

    def previewed(self, row: Any) -> dict[str, Any]:
        return {"row": row, "bar": [row], "past": row.ends_at <= timezone.now()}

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Offer now, and the close of business a week from today."""
        now = timezone.localtime().replace(second=0, microsecond=0)
        last_day = (now + USUAL_LENGTH).date()
        end = timezone.make_aware(datetime.combine(last_day, CLOSING_HOUR))
        return {"starts_at": now, "ends_at": end} | super().get_changeform_initial_data(request)

    @admin.display(description="readers see it", ordering="ends_at")
    def standing(self, notice: Notice) -> str:
        """Say in a few words whether it is up, and what comes next."""
        now = timezone.now()
        if notice.ends_at <= now:
            return f"ended {written(notice.ends_at)}"
        if notice.starts_at > now:
            return f"from {written(notice.starts_at)}"
        return tag(f"now, until {written(notice.ends_at)}", "now")

"""The form of a permission: it takes no paper that is not whole."""

from typing import Any

from django import forms

from bmcspine.publishing.models import Edition
from bmcspine.publishing.staff.choosing import row_number
from bmcspine.publishing.staff.row_forms import RowForm
from stories import scan_files
from stories.models import Authorization, Story
from stories.seen_editions import SeenEditionField, editions_to_show

ANSWERS = [("", "Not answered yet"), (True, "Yes"), (False, "No")]

WIDER = (
    "This was not signed. For more parts, a later day or another text, have a new form signed and "
    "record it; then revoke this one."
)
NO_PICTURES = "The library holds no picture of a person yet. Add it there first."


class AuthorizationForm(RowForm):
    """Asks for every item of the paper, for its scan or its place, and for the text seen."""

    seen_edition = SeenEditionField(
        queryset=Edition.objects.none(),
        label="Edition",
        required=False,
        blank=True,
        empty_label="Not recorded yet: the text cannot go public",
    )
    scan = forms.FileField(
        label="Add a scan",
        required=False,
        help_text="PDF, JPEG or PNG, at most 15 MB. It lies apart from the site, and each "
        "opening is recorded. Scans that were added before stay on record.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        story = self._story()
        fields["seen_edition"].queryset = editions_to_show(story, self.instance.seen_edition_id)
        if "third_party_pays" in fields:
            fields["third_party_pays"].choices = ANSWERS
        if not fields["photos"].queryset.exists():
            fields["photos"].help_text = NO_PICTURES
        if "story" in fields:
            fields["story"].queryset = Story.objects.filter(pk__in=[story] if story else [])
            fields["story"].empty_label = None if story else "None: photos or voice only"

    def _story(self) -> int | None:
        """Return the story that it is about: as stored, as sent, or as asked for."""
        if self.instance.pk is not None:
            return self.instance.story_id  # type: ignore[no-any-return]  # a column, not typed
        sent = self.data.get(self.add_prefix("story")) if self.is_bound else None
        return row_number(sent or self.initial.get("story") or "")

    @property
    def changed_data(self) -> list[str]:
        """What this person changed; a scan is a change too."""
        changed = super().changed_data
        return [*changed, "scan"] if self._file() and "scan" not in changed else changed

    def full_clean(self) -> None:
        """Check everything; a form that comes back has lost its file, so say so."""
        super().full_clean()
        if self.is_bound and self.errors and self._file() and "scan" not in self.errors:
            self.add_error("scan", "Choose the file again: browsers do not keep it.")

    def clean_scan(self) -> Any:
        """Refuse a file that is none of the three kinds by its content, or too large."""
        file = self.cleaned_data["scan"]
        if file:
            scan_files.media_type(file)
        return file

    def clean(self) -> dict[str, Any]:
        """Refuse what no paper can say, and a paper that nobody could find again."""
        cleaned = super().clean()
        self._check_photos(cleaned)
        if self.instance.pk is not None and not self.instance.provisional:
            self._check_not_wider(cleaned)
        if not cleaned.get("provisional"):
            self._check_paper(cleaned)
        return cleaned

    def _check_photos(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("covers_photo") and not cleaned.get("photos"):
            self.add_error("photos", "Choose the photos on the form, or untick “photos” above.")
        if cleaned.get("photos") and not cleaned.get("covers_photo"):
            self.add_error("covers_photo", "Photos are chosen below: tick this, or untick them.")

    def _check_not_wider(self, cleaned: dict[str, Any]) -> None:
        """Refuse what the person did not sign: more parts, a longer time, another text."""
        stored: Authorization = self.instance
        covers = [f"covers_{part}" for part in stored.PARTS]
        wider = [name for name in covers if cleaned.get(name) and not getattr(stored, name)]
        if cleaned.get("ends_on") and cleaned["ends_on"] > stored.ends_on:
            wider.append("ends_on")
        if stored.seen_edition_id and cleaned.get("seen_edition") != stored.seen_edition:
            wider.append("seen_edition")
        for name in wider:
            self.add_error(name, WIDER)

    def _check_paper(self, cleaned: dict[str, Any]) -> None:
        """Ask for a scan or for the place of the paper; one of them is enough."""
        scanned = self.instance.pk is not None and self.instance.scans.exists()
        sent = bool(cleaned.get("scan")) or "scan" in self.errors
        if not (scanned or sent or cleaned.get("paper_kept_at")):
            self.add_error("scan", "Add a scan of the signed form, or say where the paper is kept.")

    def _file(self) -> Any:
        return self.files.get(self.add_prefix("scan")) if self.is_bound else None

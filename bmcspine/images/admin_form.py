"""The forms of the library: adding a picture, and changing what is said about it."""

from typing import Any

from django import forms

from bmcspine.images.decoding import Renditions, renditions
from bmcspine.images.models import Image
from bmcspine.images.refusals import MOST_BYTES, TOO_BIG
from bmcspine.publishing.staff.row_forms import RowForm

FOCAL_STEP = 10
"""Percent. Pages crop in steps of this size; see components/photo.css."""

FOCAL_HELP = (
    "Pages crop the picture to fit a phone, a desktop or a card. Choose the point that all of "
    "them must show: a face, or the spot that the text is about. Click on it, or move the cross "
    "with the arrow keys. Beside the picture is what readers will see."
)


class ImageForm(RowForm):
    """What is said about a picture. The picture itself stays: another one is added anew."""

    class Meta:
        model = Image
        fields = ("title", "alt", "decorative", "shows_person", "source", "focal_x", "focal_y")
        percent = forms.NumberInput(attrs={"min": 0, "max": 100, "step": FOCAL_STEP})
        widgets = {  # noqa: RUF012 as Django documents it
            "alt": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
            "focal_x": percent,
            "focal_y": percent,
        }

    def clean_alt(self) -> str:
        """Return the words on one line, however they were broken while typing."""
        return " ".join(self.cleaned_data["alt"].split())


class UploadForm(ImageForm):
    """Takes the file apart and keeps nothing of it but what readers will be sent."""

    # Not Django's ImageField: that one would open the file in the process that serves readers.
    file = forms.FileField(
        label="File",
        widget=forms.FileInput(
            attrs={
                "accept": "image/jpeg,image/png,image/webp",
                "data-most-bytes": MOST_BYTES,
                "data-too-big": TOO_BIG,
            }
        ),
        help_text="JPEG, PNG or WebP, at most 15 MB and 40 million pixels; 2,400 pixels wide is "
        "plenty. Where and with what it was taken is removed. The file itself is not kept.",
    )

    renditions: Renditions

    def clean_file(self) -> Any:
        """Refuse what is no picture; of one that is, note its size."""
        self.renditions = renditions(self.cleaned_data["file"])
        for name in ("width", "height", "widths", "endings"):
            setattr(self.instance, name, getattr(self.renditions, name))
        return self.cleaned_data["file"]

"""A page of an edition as readers see it today."""

from datetime import date

from django.utils import timezone

from bmcspine.images.showing import showable
from bmcspine.publishing.content import Content
from bmcspine.publishing.models import Edition
from procedures.charts.drawing import with_charts
from procedures.drawable import placed


def shown(edition: Edition, on: date) -> Content:
    """Return the content with the photos, people and charts that may be seen in their sections."""
    return with_charts(placed(showable(edition.content, timezone.now()), on), on)

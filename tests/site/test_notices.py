"""Which days the page of notices names."""

import re

import pytest
from django.test import Client

from bmcspine.site.models import Notice
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("begins", "ends", "days"),
    [
        ("2025-12-01T08:00-05:00", "2025-12-03T00:00-05:00", ["2025-12-01", "2025-12-02"]),
        ("2025-12-01T08:00-05:00", "2025-12-03T00:01-05:00", ["2025-12-01", "2025-12-03"]),
        ("2025-12-01T00:00-05:00", "2025-12-02T00:00-05:00", ["2025-12-01"]),
        ("2025-12-01T22:00-05:00", "2025-12-02T02:00-05:00", ["2025-12-01", "2025-12-02"]),
    ],
    ids=["ends at midnight", "ends after it", "is one day", "is one night"],
)
def test_notice_names_the_days_on_which_it_stands(
    client: Client, begins: str, ends: str, days: list[str]
) -> None:
    factories.notice(starts_at=begins, ends_at=ends)
    html = client.get("/notices/").content.decode()
    assert re.findall(r'<time datetime="([\d-]+)">', html.partition("<article")[2]) == days


def test_staff_are_told_whose_clock_counts() -> None:
    for name in ("starts_at", "ends_at"):
        assert "New York time." in Notice._meta.get_field(name).help_text

"""The audit of aids to decide shows where each criterion is met, and finds what is missing."""

import pytest

from bmcspine.publishing.models import Edition
from bmcspine.site.proofs.drawing import DrawnSite
from bmcspine.site.proofs.ipdas import CRITERIA, aids_meet_the_criteria

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]
ADDRESS = "/procedures/is-this-for-me/"


@pytest.fixture
def aid(content):
    return Edition.objects.live().get(document__slug="is-this-for-me")


def test_our_aid_meets_all_twelve_at_places_that_readers_can_open(client):
    proof = aids_meet_the_criteria(DrawnSite())
    assert (proof.counted, proof.problems) == (12, [])
    html = client.get(ADDRESS).content.decode()
    anchors = [place.partition(f"{ADDRESS}#")[2] for place in proof.places]
    assert len(anchors) == 12
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in html] == []


@pytest.mark.parametrize(
    ("part", "row", "field", "value", "misses"),
    [
        ("sections", 11, "role", "other", {12}),
        ("sections", 1, "role", "other", {2}),
        ("options", 2, "bad", "", {5, 7}),
        ("options", 0, "good", "It is good. " * 40, {7}),
    ],
)
def test_missing_criterion_is_found(part, row, field, value, misses, aid, monkeypatch):
    aid.content[part][row][field] = value
    site = DrawnSite()
    page = site.get(ADDRESS)
    monkeypatch.setattr(DrawnSite, "editions", [(aid, page)])
    problems = aids_meet_the_criteria(site).problems
    wanted = [f"{ADDRESS} misses criterion {n}: it {CRITERIA[n - 1][0]}." for n in sorted(misses)]
    assert problems == wanted

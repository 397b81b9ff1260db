"""Two machines on one database, one Redis and two buckets are one site."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from contacts.callbacks.senders import MOST_IN_AN_HOUR
from tests.machines.together import MAILS
from tests.sources import ROOT

PROMISED_MS = 100
"""After so long no request gets an old page, however late a busy machine answers it."""

LONG_MS = 2000
"""For an answer, or a look at the disk, on a busy machine."""

JPEG = "ffd8ff"


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """What the trial found; "make machines" prints it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.machines.trial"],
        cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    findings: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return findings


def test_change_on_one_machine_shows_on_both_with_the_next_request(found: dict[str, Any]) -> None:
    assert list(found["seen"]) == [
        "publication",
        "new edition",
        "withdrawal",
        "story",
        "revocation",
        "opening hours",
        "notice",
    ]
    assert {name: took for name, took in found["seen"].items() if max(took[:2]) > PROMISED_MS} == {}
    assert {name: took for name, took in found["seen"].items() if max(took) > LONG_MS} == {}
    assert found["notices"]["longest"] <= PROMISED_MS


def test_staff_sign_in_on_one_and_work_on_the_other(found: dict[str, Any]) -> None:
    assert found["staff"]["signed_in"]
    assert found["staff"]["still_on_b"]


def test_picture_added_on_one_is_shown_by_the_other_and_lies_on_no_disk(found) -> None:
    staff = found["staff"]
    assert staff["stored"] == 9
    assert staff["on_disk"] == [0, 0]
    assert staff["picture_on_b"] == JPEG
    assert staff["same_picture"]


def test_two_workers_send_each_mail_once(found: dict[str, Any]) -> None:
    assert found["mails"] == {"sent": MAILS, "different": MAILS}


def test_tries_from_one_address_are_counted_on_both_together(found: dict[str, Any]) -> None:
    assert found["redis"] == {"held": [""] * MOST_IN_AN_HOUR + ["many"] * 2, "rows": 0}


def test_without_redis_both_go_on_and_count_by_rows(found: dict[str, Any]) -> None:
    gone = found["without_redis"]
    assert gone["pages"] == [200]
    assert gone["forms"] == [303]
    assert gone["held"] == [""] * MOST_IN_AN_HOUR + ["many"] * 2
    assert gone["rows"] == MOST_IN_AN_HOUR + 2 + 6
    assert gone["slowest_ms"] < LONG_MS

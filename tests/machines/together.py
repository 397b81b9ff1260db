"""What two machines do together: staff's sessions, uploads, mails, and counts of tries."""

import re
import time
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request

from tests.machines.machine import Machine, browser

PASSWORD = "only for this trial, 15 or more"
MAILS = 10
PATIENCE_SECONDS = 30
ROUNDS = 10
PAGES = ("/contact/", "/stories/")
HIDDEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def staff_work_on_both(a: Machine, b: Machine) -> dict[str, Any]:
    """Sign in on A, go on on B, upload a picture on A, and look at it on B as a reader."""
    from django.contrib.auth.models import User

    from bmcspine.images import files
    from bmcspine.images.models import Image

    User.objects.create_superuser("anna", password=PASSWORD)
    opener, _ = browser()
    words = {"username": "anna", "password": PASSWORD, "next": "/admin/"}
    signed_in = post(opener, a, "/admin/login/", words)
    on_b = opener.open(b.address("/admin/")).read().decode()
    upload(opener, a)
    image = Image.objects.get()
    path = f"/images/{image.name}-{image.widths[0]}.jpg"
    on_disk = [len(list(machine.folder.glob("media/**/*.*"))) for machine in (a, b)]
    return {
        "signed_in": "anna" in signed_in,
        "still_on_b": "anna" in on_b,
        "stored": len(files.stored()),
        "on_disk": on_disk,
        "picture_on_b": b.ask(path).body[:3].hex(),
        "same_picture": a.ask(path).body == b.ask(path).body,
    }


def post(opener: Any, machine: Machine, path: str, words: dict[str, str]) -> str:
    """Open a form as a browser does and send it; return the page that follows."""
    form = opener.open(machine.address(path)).read().decode()
    sent = {"csrfmiddlewaretoken": HIDDEN.search(form)[1], **words}
    return opener.open(machine.address(path), urlencode(sent).encode()).read().decode()


def upload(opener: Any, machine: Machine) -> None:
    from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

    from tests.images.conftest import as_file, drawn
    from tests.images.conftest import upload as file
    from tests.images.test_admin_adding import ADD, WORDS

    form = opener.open(machine.address(ADD)).read().decode()
    picture = file(as_file(drawn(size=(1000, 600))))
    sent = {**WORDS, "csrfmiddlewaretoken": HIDDEN.search(form)[1], "file": picture}
    body = encode_multipart(BOUNDARY, sent)
    headers = {"Content-Type": MULTIPART_CONTENT}
    opener.open(Request(machine.address(ADD), body, headers)).close()  # noqa: S310  # ours


def redis_counts_for_both(a: Machine, b: Machine) -> dict[str, Any]:
    """Let Redis count the tries of one address; of another if it was once late, and a row counted
    instead, as there may be on a busy machine. Return why each is held, and how many rows there
    are that it did not spare."""
    from bmcspine.shared_counts import ASKED_AGAIN_AFTER_SECONDS
    from contacts.models import SenderTry

    for number in range(ROUNDS):
        before = SenderTry.objects.count()
        held = tries_are_counted_together(a, b, f"198.51.100.{number}")
        rows = SenderTry.objects.count() - before
        if not rows:
            break
        time.sleep(ASKED_AGAIN_AFTER_SECONDS)
    return {"held": held, "rows": rows}


def tries_are_counted_together(a: Machine, b: Machine, person: str) -> list[str]:
    """Send ten requests from one address, by turns; return why each is held."""
    from contacts.models import CallbackRequest

    wait_past_midnight()
    before = set(CallbackRequest.objects.values_list("pk", flat=True))
    for machine in (a, b) * 5:
        assert machine.send_form(person).status == 303
    rows = CallbackRequest.objects.exclude(pk__in=before).order_by("received_at")
    return [row.held_for for row in rows]


def wait_past_midnight() -> None:
    """Wait for the next day of UTC if it is near: an address has another digest there."""
    day = 24 * 60 * 60
    left = day - time.time() % day
    if left < PATIENCE_SECONDS:
        time.sleep(left + 1)


def have_pages(*machines: Machine) -> bool:
    """Whether each machine has the pages on its disk: what is drawn anew does not take long then,
    for the copy is sent after a second."""
    return all(machine.has_copy(path) for machine in machines for path in PAGES)


def mails_leave_once(a: Machine, b: Machine) -> dict[str, Any]:
    """Let a worker on each machine send what waits; return what left, and from where."""
    from django.utils import timezone

    from contacts.models import OutboxMail

    now = timezone.now()
    for _ in range(MAILS):
        OutboxMail.objects.create(due_first=now, due_at=now)
    for machine in (a, b):
        machine.start_worker()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while OutboxMail.objects.filter(sent_at=None).exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    sent = [
        re.findall(r"Message-ID: (\S+)", "".join(file.read_text() for file in folder))
        for folder in (sorted(machine.folder.glob("mail/*")) for machine in (a, b))
    ]
    return {"sent": sum(map(len, sent)), "different": len({*sent[0], *sent[1]})}


def both_go_on(a: Machine, b: Machine) -> dict[str, Any]:
    """Ask for pages and calls while Redis is gone."""
    from contacts.models import SenderTry

    rows = SenderTry.objects.count()
    pages = [machine.ask(path) for machine in (a, b) for path in PAGES]
    held = tries_are_counted_together(a, b, "203.0.113.6")
    forms = [machine.send_form("203.0.113.7") for machine in (a, b) * 3]
    return {
        "pages": sorted({answer.status for answer in pages}),
        "forms": sorted({answer.status for answer in forms}),
        "slowest_ms": round(max(answer.seconds for answer in pages + forms) * 1000),
        "held": held,
        "rows": SenderTry.objects.count() - rows,
    }

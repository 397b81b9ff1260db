"""A backup, a day's work, and the backup again: python -m tests.backups.round_trip

Prints JSON: what was there, and what the restore made of it.
"""

import json
import sys

from tests.backups.site import Site


def work_on(site: Site) -> None:
    """Do what must not be undone by a restore, and what a restore does undo."""
    from bmcspine.publishing import workflow
    from contacts.callbacks.people import Found, erase
    from tests import factories

    by = factories.member("Publisher")
    workflow.withdraw(site.edition, by=by, reason="wrong")
    site.permission.revoke(by=None, reason="she called")
    erase(Found(requests=[site.requests[1]]), reason="wish", by="tests")
    factories.callback(name="Dora")
    late = factories.published(factories.procedure_page())
    workflow.withdraw(late, by=by, reason="wrong")
    site.late = late


def lose_something(site: Site) -> None:
    """Lose a picture, and add one that the backup does not know."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    for name in site.files():
        if name.endswith(".jpg"):
            default_storage.delete(name.removeprefix("media/"))
    default_storage.save("images/later.jpg", ContentFile(b"later"))


def told(site: Site) -> dict[str, object]:
    """Return what readers and staff see."""
    pages = (site.page, site.other, site.story)
    return {
        "statuses": [site.status(page.get_absolute_url()) for page in pages],
        "names": site.names(),
        "files": site.files(),
        "is_whole": site.is_whole(),
    }


def numbers_go_on(site: Site) -> bool:
    """Whether no edition gets the number of one that ended and is in no backup."""
    from tests import factories

    return factories.saved(factories.procedure_page()).pk > site.late.pk


def main() -> int:
    site = Site()
    site.fill()
    before = told(site)
    archive = site.backup()
    work_on(site)
    worked = told(site)
    lose_something(site)
    done = site.restore(archive)
    assert done.returncode == 0, done.stdout + done.stderr
    after = told(site)
    found = {"before": before, "worked": worked, "after": after, "said": done.stdout}
    kept = [path.name for path in site.var.glob("before-restore-*/media/images/*")]
    found |= {"kept": kept, "health": site.status("/healthz"), "numbers_go_on": numbers_go_on(site)}
    found["prove"] = site.command("prove").stdout
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

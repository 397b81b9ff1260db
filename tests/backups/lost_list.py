"""A restore where the list of withdrawals is lost, or too old: python -m tests.backups.lost_list

Prints JSON: the site stays closed until the newest list is there, or somebody says that it is lost.
"""

import json
import subprocess
import sys
from pathlib import Path

from tests.backups.site import Site

WHY = "Doe looked through the papers"


def back_up_and_lose(site: Site) -> tuple[Path, Path, Path]:
    """Return an archive, a list that is older, and the newest one, which is not in its place."""
    from bmcspine.publishing import endings, workflow
    from tests import factories

    endings.begin()
    old = site.var.parent / "old.log"
    old.write_bytes(b"")
    workflow.withdraw(site.edition, by=factories.member("Publisher"), reason="wrong")
    archive = site.backup()
    site.permission.revoke(by=None, reason="she called")
    return archive, old, endings.own_file().rename(site.var.parent / "newest.log")


def state(site: Site, done: "subprocess.CompletedProcess[str]") -> dict[str, object]:
    """Return what the command said last, and what readers and machines get."""
    said = done.stderr.splitlines()[-1:] or done.stdout.splitlines()[-1:]
    addresses = (site.other.get_absolute_url(), site.story.get_absolute_url(), "/healthz")
    statuses = [site.status(address) for address in addresses]
    return {"code": done.returncode, "said": said[0], "statuses": statuses}


def main() -> int:
    site = Site()
    from bmcspine.publishing import endings
    from bmcspine.publishing.models import Event

    site.fill()
    archive, old, newest = back_up_and_lose(site)
    found: dict[str, object] = {"lost": state(site, site.restore(archive))}
    found["old"] = state(site, site.command("restore", "--open", "--since", str(old)))
    found["newest"] = state(site, site.command("restore", "--open", "--since", str(newest)))
    found["goes_on"] = endings.read([newest])[-1] in endings.read(endings.files())
    for file in endings.files():
        file.unlink()
    found["without"] = state(site, site.restore(archive, "--without-list", WHY))
    found["record"] = Event.objects.filter(kind="changed").order_by("pk").last().note
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

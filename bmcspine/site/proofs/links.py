"""Audits of links: inside the site each one is followed now, outside of it by `check_links`."""

from datetime import timedelta

from django.db.models import Min
from django.utils import timezone
from django.utils.timesince import timesince

from bmcspine.site.links.collecting import links_in_use
from bmcspine.site.models import OutsideLink
from bmcspine.site.proofs.drawing import DrawnSite, inside, is_inside
from bmcspine.site.proofs.proof import Proof

OLDEST_CHECK = timedelta(days=14)
"""Links are asked weekly; after two weeks something keeps the command from running."""


def links_inside_lead_somewhere(site: DrawnSite) -> Proof:
    """Every link of a page, and all that its HTML loads, is there; so is every anchor."""
    proof = Proof("Links inside lead somewhere")
    for page in site.pages:
        for link in dict.fromkeys(page.markup.links):
            path, _, anchor = link.partition("#")
            if path and not inside([path]):
                continue
            target = site.get(inside([path])[0]) if path else page
            there = target.status == 200 and (not anchor or anchor in target.markup.ids)
            proof.check(there, f"{page.path} links to {link}: {_said(target.status)}.")
        for address in filter(is_inside, dict.fromkeys(page.markup.loaded)):
            status = site.get(address).status
            proof.check(status == 200, f"{page.path} loads {address}: {_said(status)}.")
    return proof


def links_outside_lead_somewhere(site: DrawnSite) -> Proof:
    """What `manage.py check_links` found in its last run, which is not long ago."""
    links = links_in_use()
    proof = Proof("Links outside lead somewhere", len(links))
    table = OutsideLink.objects.filter(address__in=links)
    for link in table.broken():
        proof.problems.append(f"{link.address} {link.problem or f'answers {link.status}'}.")
    unasked = links.keys() - set(table.values_list("address", flat=True))
    if unasked:
        proof.problems.append(f"{len(unasked)} were never asked: run manage.py check_links.")
    oldest = table.aggregate(at=Min("checked_at"))["at"]
    if oldest is not None:
        proof.note = f"asked {timesince(oldest)} ago"
        if timezone.now() - oldest > OLDEST_CHECK:
            proof.problems.append("That is too long ago: run manage.py check_links every week.")
    return proof


def _said(status: int) -> str:
    return "there is no such anchor" if status == 200 else f"it answers {status}"

"""Every audit of the site, in the order in which they are told."""

from collections.abc import Callable, Iterator

from bmcspine.site.proofs import (
    callbacks,
    figures,
    ipdas,
    links,
    numbers,
    permissions,
    pictures,
    privacy,
    record,
    sign_off,
)
from bmcspine.site.proofs.drawing import DrawnSite
from bmcspine.site.proofs.proof import Proof

AUDITS: tuple[Callable[[DrawnSite], Proof], ...] = (
    record.events_are_unbroken,
    record.editions_keep_their_digest,
    record.readers_see_released_texts_only,
    sign_off.public_editions_pass_their_gates,
    sign_off.public_editions_are_signed_off,
    sign_off.review_dates_come_from_the_record,
    figures.claims_are_printed_with_their_sources,
    ipdas.aids_meet_the_criteria,
    permissions.stories_have_signed_forms,
    permissions.persons_in_pictures_have_signed_forms,
    permissions.scans_are_as_they_were_stored,
    pictures.pictures_have_their_files,
    numbers.numbers_are_contact_points,
    links.links_inside_lead_somewhere,
    links.links_outside_lead_somewhere,
    callbacks.requests_are_kept_as_promised,
    callbacks.openings_are_on_record,
    privacy.headers_protect_readers,
    privacy.pages_keep_to_themselves,
)


def run() -> Iterator[Proof]:
    """Run every audit in turn, on a site that is drawn once."""
    site = DrawnSite()
    return (audit(site) for audit in AUDITS)

"""What the gates find in the texts of editions, kept for the day: an edition never changes."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from django.core.cache import cache

from bmcspine.publishing import gates
from bmcspine.publishing.models import Edition

KEPT_SECONDS = 24 * 60 * 60


def closed_gates(
    editions: Iterable[Edition], addresses: frozenset[str], on: date
) -> dict[int, list[str]]:
    """Return, by edition, what in its text keeps it from going live on this day, without a query.

    `addresses` are those of all documents: a link may lead to any of them.
    """
    site = sha256("\n".join(sorted(addresses)).encode()).hexdigest()
    keys = {e.pk: f"gates:{e.document_id}:{e.digest}:{on}:{site}" for e in editions}
    kept: dict[str, list[str]] = cache.get_many(keys.values())
    for edition in editions:
        key = keys[edition.pk]
        if key not in kept:
            edition.all_addresses = addresses
            found = gates.blocking(gates.check_text(edition))
            kept[key] = [str(finding) for finding in found]
            cache.set(key, kept[key], KEPT_SECONDS)
    return {pk: kept[key] for pk, key in keys.items()}

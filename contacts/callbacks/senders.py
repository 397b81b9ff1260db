"""How many requests came from one place lately, without keeping where that is."""

import ipaddress
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

MOST_IN_AN_HOUR = 8
"""From one address. A hospital's desks share one, so what is beyond is held, not refused."""

WITHIN = timedelta(hours=1)
KEPT = timedelta(hours=24)
IPV6_PREFIX = 64
"""Bits that belong to one household; the rest of an address changes by the hour."""


class SenderTryQuerySet(models.QuerySet["SenderTry"]):
    def lately(self, sender: str, now: datetime) -> Self:
        """Return the tries of this sender within the last hour."""
        return self.filter(sender=sender, at__gt=now - WITHIN)

    def expired(self, now: datetime) -> Self:
        return self.filter(at__lte=now - KEPT)


class SenderTry(models.Model):
    """One request from somewhere: a keyed digest that changes every day, dropped after a day."""

    sender = models.CharField(max_length=32)
    at = models.DateTimeField()

    objects = SenderTryQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("sender", "at")),)

    def __str__(self) -> str:
        return self.sender[:6]


def sender_of(request: HttpRequest, now: datetime) -> str:
    """Return the digest that stands for the reader's address on this day."""
    key = salted_hmac(f"contacts.callbacks.senders {now:%Y-%m-%d}", _network(request),
                      algorithm="sha256")  # fmt: skip
    return key.hexdigest()[:32]


def _network(request: HttpRequest) -> str:
    """Return the address of the reader's household, or what stands in its place if it is none."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_PROXY:  # the last one is what our own proxy saw, the others are hearsay
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        address = forwarded or address
    if "." in address:
        address = address.partition(":")[0] if address[:1].isdigit() else address  # without a port
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    found = getattr(found, "ipv4_mapped", None) or found  # ::ffff:192.0.2.1 is 192.0.2.1
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((found, IPV6_PREFIX), strict=False))
    return found.compressed

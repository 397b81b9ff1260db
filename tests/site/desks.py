"""What the tests of the desk share: a person's lines, and waiting for a later day."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from bmcspine.publishing import reviewing
from bmcspine.site.desk.overview import desk_for
from tests import factories


def lines(user):
    """The sentences of this person's work list, as they would see it now."""
    return [line.text for line in lines_of(user)]


def lines_of(user):
    # A fresh row: Django keeps a user's permissions with the object.
    return desk_for(type(user).objects.get(pk=user.pk), timezone.now()).lines


def in_days(days):
    """Stand at this moment, so many days later."""
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def sent(document, by=None):
    """The document's working copy, sent to review."""
    edition = factories.saved(document, by=by or factories.member("Writer"))
    reviewing.submit(edition, by=edition.author)
    return edition

"""The front desk at work, as the tests of its screens send it."""

import re
from contextlib import contextmanager

from django.urls import reverse

from bmcspine.publishing.events import subject_of
from bmcspine.publishing.models import Event
from contacts.models import CallbackRequest
from tests import factories
from tests.site.screens import sign_in

LIST = "/admin/contacts/callbackrequest/"
PERSON = f"{LIST}person/"
SHOWN = re.compile(r'name="shown" value="([^"]+)"')


def desk(client):
    """Sign in somebody of the front desk."""
    return sign_in(client, "Front desk")


def address(row, step="change"):
    return reverse(f"admin:contacts_callbackrequest_{step}", args=[row.pk])


def open_(client, row, reason="call", **data):
    return client.post(address(row, "open"), {"reason": reason, **data})


def shown(client, row):
    """What the page of a request says about which version of it is shown."""
    return SHOWN.search(client.get(address(row)).content.decode())[1]


def press(client, row, step, seen=None, **data):
    """Press a button below the note, on a page that was drawn when `seen` was."""
    data = {"step": step, "shown": seen or shown(client, row), **data}
    return client.post(address(row, "step"), data)


def deeds(row=None):
    """What the record says was done, the oldest first."""
    events = Event.objects.about(row) if row else Event.objects.all()
    return [(event.kind, event.note) for event in events.order_by("pk")]


@contextmanager
def no_key(settings):
    """Let the process have no private key for a while."""
    file, settings.SEALING_PRIVATE_KEYS_FILE = settings.SEALING_PRIVATE_KEYS_FILE, ""
    yield
    settings.SEALING_PRIVATE_KEYS_FILE = file


def flip_a_bit(row):
    """Change one bit of what is sealed, past everything that watches over the row."""
    blob = bytearray(row.sealed)
    blob[40] ^= 1
    type(row)._base_manager.filter(pk=row.pk).update(sealed=bytes(blob))


def stored(row):
    return CallbackRequest.objects.get(pk=row.pk)


def named(name="Leclair", **values):
    return factories.callback(name=name, **values)


def erased_before(row):
    """Let the list of endings say that a row which is still there was erased."""
    Event.objects.record(Event.Kind.ERASED, gone=[subject_of(row)])

"""The tables of contacts, each in a module of its own."""

from contacts.callbacks.notes import CallbackNote
from contacts.callbacks.outbox import OutboxMail
from contacts.callbacks.requests import CallbackRequest
from contacts.callbacks.senders import SenderTry
from contacts.clinicians import Clinician
from contacts.points import CALL_EVERY, Clinic, ContactPoint

__all__ = [
    "CALL_EVERY",
    "CallbackNote",
    "CallbackRequest",
    "Clinic",
    "Clinician",
    "ContactPoint",
    "OutboxMail",
    "SenderTry",
]

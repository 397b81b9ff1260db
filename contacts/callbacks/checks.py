"""What a deployment should know before readers ask for calls."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Warning

from bmcspine.sealing import can_seal
from contacts.callbacks.sending import is_set_up


def requests_are_sealed_and_told(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Warn of what keeps readers from asking for a call, or staff from hearing of it."""
    found: list[CheckMessage] = []
    if not can_seal():
        message = "Readers cannot ask for a call: the page tells them to call instead."
        hint = "Make a key with “manage.py new_sealing_key FILE”, and set SEALING_PUBLIC_KEY."
        found.append(Warning(message, hint=hint, id="contacts.W001"))
    if not is_set_up():
        message = "Nobody gets a mail when somebody asks for a call."
        hint = "Set EMAIL_HOST, EMAIL_FROM and CALLBACK_MAIL_TO."
        found.append(Warning(message, hint=hint, id="contacts.W002"))
    return found

"""What a deployment should know before it opens to the public."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Warning

RISKS = {
    "ALLOW_UNREVIEWED_CONTENT": "Pages that no clinician has signed off may be public.",
    "ALLOW_PROVISIONAL_AUTHORIZATIONS": "Stories without a signed form may be public.",
}


def sign_off_is_required(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Warn of each setting that lets something be public without its signature."""
    return [
        Warning(message, hint=f"Leave {name} out of the settings.", id=f"publishing.W{place}")
        for place, (name, message) in enumerate(RISKS.items(), start=1)
        if getattr(settings, name)
    ]

from django.apps import AppConfig
from django.core import checks

from bmcspine.publishing.checks import sign_off_is_required


class PublishingConfig(AppConfig):
    name = "bmcspine.publishing"
    label = "publishing"

    def ready(self) -> None:
        """Add what `check --deploy` should say about publishing."""
        checks.register(sign_off_is_required, deploy=True)

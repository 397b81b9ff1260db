from django.apps import AppConfig
from django.core.checks import register


class ContactsConfig(AppConfig):
    name = "contacts"

    def ready(self) -> None:
        """Let a deployment know what it lacks."""
        from contacts.callbacks.checks import requests_are_sealed_and_told

        register(requests_are_sealed_and_told, deploy=True)

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "bmcspine.site"
    label = "site"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make information pages known to publishing, with their gates."""
        from bmcspine.publishing import kinds
        from bmcspine.publishing.text_gates import TEXT_GATES
        from bmcspine.site.models import InformationPage

        kinds.register(kinds.Kind("information", InformationPage.address, TEXT_GATES))

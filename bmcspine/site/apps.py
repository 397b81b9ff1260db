from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class SiteConfig(AppConfig):
    name = "bmcspine.site"
    label = "site"

    def ready(self) -> None:
        """Make information pages known to publishing, with their gates."""
        from bmcspine.images.gates import pictures_may_be_shown
        from bmcspine.publishing import kinds
        from bmcspine.publishing.text_gates import TEXT_GATES
        from bmcspine.site.models import InformationPage
        from bmcspine.site.views import draw
        from procedures.embedding import CARRIED
        from procedures.gates import EVIDENCE_GATES

        kinds.register(
            kinds.Kind(
                name="information",
                model=InformationPage,
                address=InformationPage.address,
                views=frozenset({"site:home", "site:page"}),
                gates=(*EVIDENCE_GATES, *TEXT_GATES),
                row_gates=(pictures_may_be_shown,),
                draw=draw,
                carried=CARRIED,
            )
        )


class StaffAdminConfig(admin_apps.AdminConfig):
    """Django's admin with a first screen of our own."""

    default = False  # or Django would take it for the configuration of bmcspine.site
    default_site = "bmcspine.site.staff.StaffSite"

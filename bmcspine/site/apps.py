from django.apps import AppConfig


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
        from procedures.gates import EVIDENCE_GATES

        kinds.register(
            kinds.Kind(
                name="information",
                model=InformationPage,
                address=InformationPage.address,
                views=frozenset({"site:home", "site:page"}),
                gates=(pictures_may_be_shown, *EVIDENCE_GATES, *TEXT_GATES),
                draw=draw,
            )
        )

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "procedures"

    def ready(self) -> None:
        """Make procedure pages known to publishing, with their gates."""
        from bmcspine.publishing import kinds
        from procedures.addresses import SHORT_ADDRESSES, address
        from procedures.gates import GATES
        from procedures.views import draw

        views = frozenset({"procedures:detail", *SHORT_ADDRESSES.values()})
        kinds.register(kinds.Kind("procedure", address, views, GATES, draw))

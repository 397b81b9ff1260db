from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "procedures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make procedure pages known to publishing, with their gates."""
        from bmcspine.publishing import kinds
        from procedures.addresses import address
        from procedures.gates import GATES

        kinds.register(kinds.Kind("procedure", address, GATES))

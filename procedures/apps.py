from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "procedures"

    def ready(self) -> None:
        """Make procedure pages known to publishing, with their gates."""
        from bmcspine.images.gates import pictures_may_be_shown
        from bmcspine.publishing import kinds
        from procedures.addresses import SHORT_ADDRESSES, address
        from procedures.embedding import CARRIED
        from procedures.gates import GATES
        from procedures.pages import ProcedurePage
        from procedures.views import draw

        kinds.register(
            kinds.Kind(
                name="procedure",
                model=ProcedurePage,
                address=address,
                views=frozenset({"procedures:detail", *SHORT_ADDRESSES.values()}),
                gates=GATES,
                row_gates=(pictures_may_be_shown,),
                draw=draw,
                carried=CARRIED,
            )
        )

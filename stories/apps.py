from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "stories"

    def ready(self) -> None:
        """Make stories known to publishing: public only while their authorization is valid."""
        from bmcspine.publishing import kinds
        from procedures.embedding import CARRIED
        from stories.authorizations import is_authorized
        from stories.gates import GATES, ROW_GATES
        from stories.models import Story
        from stories.views import draw

        kinds.register(
            kinds.Kind(
                name="story",
                model=Story,
                address=Story.address,
                views=frozenset({"stories:detail"}),
                gates=GATES,
                row_gates=ROW_GATES,
                draw=draw,
                carried=CARRIED,
                public=is_authorized,
            )
        )

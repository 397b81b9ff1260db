from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "stories"

    def ready(self) -> None:
        """Make stories known to publishing: public only while their authorization is valid."""
        from bmcspine.publishing import kinds
        from stories.authorizations import is_authorized
        from stories.gates import GATES
        from stories.models import Story
        from stories.views import draw

        views = frozenset({"stories:detail"})
        kinds.register(kinds.Kind("story", Story.address, views, GATES, draw, public=is_authorized))

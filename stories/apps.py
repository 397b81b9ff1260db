from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "stories"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make stories known to publishing: public only while their authorization is valid."""
        from bmcspine.publishing import kinds
        from stories.authorizations import is_authorized
        from stories.gates import GATES
        from stories.models import Story

        kinds.register(kinds.Kind("story", Story.address, GATES, public=is_authorized))

"""The list of documents: how far each has come, and the two steps that may be taken for several."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet, Subquery
from django.forms import CharField
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from bmcspine.publishing import reviewing, workflow
from bmcspine.publishing.exceptions import StepRefused
from bmcspine.publishing.models import Document, Edition, Event
from bmcspine.publishing.staff import editions, preview, publish, review
from bmcspine.publishing.staff.people import staff
from bmcspine.publishing.staff.visible import VisibleRows

SCREENS: dict[str, Callable[..., Any]] = {
    "review": review.review,
    "publish": publish.publish,
    "editions": editions.editions,
    "preview": preview.preview,
}
"""Screen of a document → its view, which takes the admin, the request and the number."""


class StepForm(ActionForm):
    """The bar above a list: the step, and its reason."""

    reason = CharField(required=False, max_length=200, label="Reason or note")


class DocumentListAdmin(VisibleRows, admin.ModelAdmin):
    """Shows how far each document has come."""

    list_display = ("title", "address", "newest_edition", "public_edition")
    search_fields = ("title", "summary", "slug")
    actions = ("submit", "publish")

    def screen(self, name: str) -> str:
        """Return the URL name of one of this kind's screens."""
        return f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}"

    def aside(self, request: HttpRequest, document: Document) -> str:
        """Return what a kind of document adds above its screens, as HTML; most add nothing."""
        return ""

    def get_urls(self) -> list[URLPattern]:
        """Add the screens of a document to Django's own addresses."""
        own = [
            path(
                f"<int:pk>/{name}/",
                self._screen_view(view),
                name=self.screen(name).removeprefix("admin:"),
            )
            for name, view in SCREENS.items()
        ]
        return [*own, *super().get_urls()]

    def _screen_view(self, view: Callable[..., Any]) -> Callable[..., Any]:
        def shown(request: HttpRequest, pk: int) -> Any:
            return view(self, request, pk)

        return self.admin_site.admin_view(shown)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Add how far the newest edition has come and which one readers see: one query in all."""
        newest = Edition.objects.filter(document=OuterRef("pk")).order_by("-number")
        public = Edition.objects.live().filter(document=OuterRef("pk"))
        events = Event.objects.filter(document=OuterRef("pk")).order_by("-pk")
        counted: QuerySet[Any] = (
            super()
            .get_queryset(request)
            .annotate(
                newest_pk=Subquery(newest.values("pk")[:1]),
                newest_state=Subquery(newest.values("state")[:1]),
                newest_until=Subquery(newest.values("live_until")[:1]),
                newest_event=Subquery(events.values("kind")[:1]),
                public_number=Subquery(public.values("number")[:1]),
            )
        )
        return counted

    @admin.display(description="newest edition")
    def newest_edition(self, document: Any) -> str:
        """Say how far it has come, link to its review, and carry its number into each step."""
        if document.newest_pk is None:
            return "none"
        return format_html(
            '<a href="{}">Edition {}</a>, {}<input type="hidden" name="seen-{}" value="{}">',
            reverse(self.screen("review"), args=[document.pk]),
            document.head,
            self._progress(document),
            document.pk,
            document.head,
        )

    def _progress(self, document: Any) -> str:
        if document.newest_until is not None and document.newest_until <= timezone.now():
            return "withdrawn"
        if document.newest_event == Event.Kind.CHANGES_ASKED:
            return "changes asked for"
        return dict(Edition.State.choices)[document.newest_state].lower()

    @admin.display(description="readers see")
    def public_edition(self, document: Any) -> str:
        return f"edition {document.public_number}" if document.public_number else "nothing"

    @admin.display(description="address")
    def address(self, document: Document) -> str:
        return document.get_absolute_url()

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return staff(request).has_perm("publishing.publish_edition")

    @admin.action(description="Send the newest draft to review", permissions=["change"])
    def submit(self, request: HttpRequest, documents: QuerySet[Document]) -> None:
        def step(edition: Edition) -> None:
            reviewing.submit(edition, by=staff(request))

        self._take(request, documents, step, "sent to review")

    @admin.action(description="Publish the newest edition now", permissions=["publish"])
    def publish(self, request: HttpRequest, documents: QuerySet[Document]) -> None:
        def step(edition: Edition) -> None:
            workflow.publish(edition, by=staff(request))

        self._take(request, documents, step, "published")

    def _take(
        self,
        request: HttpRequest,
        documents: QuerySet[Document],
        step: Callable[[Edition], None],
        done: str,
    ) -> None:
        """Take a step for each document; what is refused is said, and the others go on."""
        for document in documents:
            try:
                edition = _newest_as_listed(request, document)
                step(edition)
            except (StepRefused, PermissionDenied) as error:
                for reason in _reasons(error):
                    self.message_user(request, f"{document}: {reason}", messages.ERROR)
            else:
                self.message_user(request, f"{document}: edition {edition.number} {done}.")


def _newest_as_listed(request: HttpRequest, document: Document) -> Edition:
    """Return the newest edition, or refuse if the list that was sent back shows an older one."""
    edition = document.editions.order_by("-number").first()
    if edition is None:
        raise StepRefused("There is no edition yet.")
    if request.POST.get(f"seen-{document.pk}") != str(document.head):
        raise StepRefused("It was saved again since you opened this list: look again.")
    return edition


def _reasons(error: StepRefused | PermissionDenied) -> list[str]:
    if isinstance(error, StepRefused):
        return error.messages
    return [str(error) or "You may not take this step."]

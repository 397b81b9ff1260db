"""The list of documents: how far each has come, and the two steps that may be taken for several."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path

from bmcspine.publishing import reviewing, workflow
from bmcspine.publishing.exceptions import StepRefused
from bmcspine.publishing.models import Document, Edition
from bmcspine.publishing.staff import columns, editions, preview, publish, review
from bmcspine.publishing.staff.addresses import TakesAnyAddress
from bmcspine.publishing.staff.columns import DocumentList, StateFilter
from bmcspine.publishing.staff.history import visible_row
from bmcspine.publishing.staff.people import staff
from bmcspine.publishing.staff.visible import VisibleRows

SCREENS: dict[str, Callable[..., Any]] = {
    "review": review.review,
    "publish": publish.publish,
    "editions": editions.editions,
    "preview": preview.preview,
}
"""Screen of a document → its view, which takes the admin, the request and the number."""


class DocumentListAdmin(TakesAnyAddress, VisibleRows, admin.ModelAdmin):
    """Shows how far each document has come."""

    change_list_template = "admin/documents/change_list.html"
    list_display = ("title", "newest", "readers", "offered")
    list_filter: ClassVar[tuple[Any, ...]] = (StateFilter,)
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

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Lead to the one history that a document has: its editions, and who did what."""
        return HttpResponseRedirect(visible_row(self, request, object_id).screen("editions"))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[DocumentList]:
        return DocumentList

    @admin.display(description="newest text")
    def newest(self, document: Any) -> str:
        return columns.newest(document)

    @admin.display(description="readers see")
    def readers(self, document: Any) -> str:
        return columns.readers(document)

    @admin.display(description="steps")
    def offered(self, document: Any) -> str:
        return columns.offered(document)

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

"""The steps of an edition as actions above a list of documents."""

from collections.abc import Callable
from typing import cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from bmcspine.publishing import gates, workflow
from bmcspine.publishing.admin_visible import VisibleRows
from bmcspine.publishing.exceptions import StepRefused
from bmcspine.publishing.models import Document, Edition
from bmcspine.publishing.steps import may


class StepForm(ActionForm):
    """The bar above a list of documents: the step, its reason, and the reviewer's word."""

    reason = forms.CharField(required=False, max_length=200, label="Reason or note")
    whole_page = forms.BooleanField(required=False, label="I read the whole page")


class StepsAdmin(VisibleRows, admin.ModelAdmin):
    """Lets each member of staff take the steps that their role allows."""

    action_form = StepForm
    actions = ("submit", "approve", "ask_for_changes", "publish", "unschedule", "withdraw")

    @admin.action(description="Send the newest draft to review", permissions=["change"])
    def submit(self, request: HttpRequest, documents: QuerySet[Document]) -> None:
        def step(edition: Edition) -> None:
            workflow.submit(edition, by=staff(request), note=_reason(request))
            warn_of_gates(self, request, edition)

        self._take(request, documents, _newest, step, "sent to review")

    @admin.action(description="Approve the newest edition", permissions=["approve"])
    def approve(self, request: HttpRequest, documents: QuerySet[Document]) -> None:
        whole_page = "whole_page" in request.POST

        def step(edition: Edition) -> None:
            by, note = staff(request), _reason(request)
            workflow.approve(edition, by=by, whole_page=whole_page, note=note)

        self._take(request, documents, _newest, step, "approved")

    @admin.action(description="Ask for changes (give the reason)", permissions=["approve"])
    def ask_for_changes(self, request: HttpRequest, documents: QuerySet[Document]) -> None:
        def step(edition: Edition) -> None:
            workflow.ask_for_changes(edition, by=staff(request), note=_reason(request))

        self._take(request, documents, _newest, step, "sent back")

    @admin.action(description="Publish the newest edition now", permissions=["publish"])
    def publish(self, request: HttpRequest, documents: QuerySet[Document]) -> None:
        def step(edition: Edition) -> None:
            workflow.publish(edition, by=staff(request))

        self._take(request, documents, _newest, step, "published")

    @admin.action(description="Withdraw from the site (give the reason)", permissions=["publish"])
    def withdraw(self, request: HttpRequest, documents: QuerySet[Document]) -> None:
        def step(edition: Edition) -> None:
            workflow.withdraw(edition, by=staff(request), reason=_reason(request))

        self._take(request, documents, _public, step, "withdrawn")

    @admin.action(description="Take a schedule back (give the reason)", permissions=["publish"])
    def unschedule(self, request: HttpRequest, documents: QuerySet[Document]) -> None:
        def step(edition: Edition) -> None:
            workflow.unschedule(edition, by=staff(request), reason=_reason(request))

        self._take(request, documents, _scheduled, step, "unscheduled")

    def has_approve_permission(self, request: HttpRequest) -> bool:
        return may(staff(request), "approve_edition")

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return staff(request).has_perm("publishing.publish_edition")

    def _take(
        self,
        request: HttpRequest,
        documents: QuerySet[Document],
        choose: Callable[[Document], Edition | None],
        step: Callable[[Edition], None],
        done: str,
    ) -> None:
        for document in documents:
            try:
                edition = choose(document)
                if edition is None:
                    raise StepRefused("There is no such edition.")
                if request.POST.get(f"seen-{document.pk}") != str(document.head):
                    raise StepRefused("It was saved again since you opened this list: look again.")
                step(edition)
            except StepRefused as error:
                for message in error.messages:
                    self.message_user(request, f"{document}: {message}", messages.ERROR)
            except PermissionDenied as error:
                said = str(error) or "you may not take this step."
                self.message_user(request, f"{document}: {said}", messages.ERROR)
            else:
                self.message_user(request, f"{document}: edition {edition.number} {done}.")


def warn_of_gates(screen: admin.ModelAdmin, request: HttpRequest, edition: Edition) -> None:
    """Tell staff now what would keep the edition from going live later."""
    for finding in gates.blocking(gates.check(edition)):
        screen.message_user(request, f"Before it can be published: {finding}", messages.WARNING)


def staff(request: HttpRequest) -> User:
    """Return the member of staff behind a request to the admin, which lets nobody else in."""
    return cast(User, request.user)


def _newest(document: Document) -> Edition | None:
    return document.editions.order_by("-number").first()


def _public(document: Document) -> Edition | None:
    return document.editions.published(timezone.now()).first()


def _scheduled(document: Document) -> Edition | None:
    return document.editions.scheduled(timezone.now()).order_by("-number").first()


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "")

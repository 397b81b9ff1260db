"""What a clinician without an account sees through a review link: the text, and the decision."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt

from bmcspine.publishing import reviewing
from bmcspine.publishing.exceptions import StepRefused
from bmcspine.publishing.facts import facts_of
from bmcspine.publishing.link_forms import STEPS, SignatureForm
from bmcspine.publishing.models import Edition, ReviewLink
from bmcspine.publishing.releases import together
from bmcspine.publishing.standing import standing
from bmcspine.web.framing import holds_frames, may_be_framed
from bmcspine.web.privacy import kept_nowhere

LOOK_AGAIN = "The text was changed since you opened this page. Please look again, then decide."


@csrf_exempt  # no cookie gives a right here: the address itself, which nobody can guess, is the key
def review(request: HttpRequest, token: str) -> HttpResponse:
    """Show a clinician the text of their link and take the decision, once."""
    link = ReviewLink.objects.of_token(token)
    if link is None:
        raise Http404
    edition, form = reviewing.asked_by(link), SignatureForm()
    if request.method == "POST":
        form = SignatureForm(request.POST)
        if _decide(request, link, edition, form):
            context = {"link": link, "edition": edition, "step": request.POST["step"]}
            return _private(render(request, "publishing/review_done.html", context))
    shown = _shown(link, edition, request.user.pk)
    context = {"link": link, "edition": edition, "form": form, **shown}
    status = 410 if link.ending else 200
    found = render(request, "publishing/review_link.html", context, status=status)
    return holds_frames(_private(found))


def page(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """Show the page itself, as readers would see it, in the frame of the review."""
    link = ReviewLink.objects.of_token(token)
    if link is None or link.ending:
        raise Http404
    shown = {part.number for part in together(reviewing.asked_by(link))}
    editions = Edition.objects.with_review().select_related("document")
    document = link.edition.document_id
    edition = get_object_or_404(editions, document=document, number=number, number__in=shown)
    return may_be_framed(_private(edition.kind.draw(request, edition)))


def _shown(link: ReviewLink, edition: Edition, account: int | None) -> dict[str, Any]:
    if link.ending:
        return {}
    place = standing(edition.document)
    return {
        "parts": [facts_of(part, place) for part in together(edition)],
        "obstacle": reviewing.obstacle(edition, account),
        "newer": edition != link.edition,
    }


def _decide(request: HttpRequest, link: ReviewLink, edition: Edition, form: SignatureForm) -> bool:
    """Record the decision, or let the form say what stands in the way."""
    step, is_valid = request.POST.get("step", ""), form.is_valid()
    if step not in STEPS:
        form.add_error(None, "Choose one of the two buttons.")
        return False
    if request.POST.get("digest") != edition.digest:
        form.add_error(None, LOOK_AGAIN)
        return False
    if not is_valid:
        return False
    said = form.cleaned_data
    decision = {"approves": step == "approve", "whole_page": said["whole_page"]}
    who, account = form.signature(), request.user.pk
    try:
        reviewing.decide_by_link(link, edition, who, note=said["note"], account=account, **decision)
    except (StepRefused, PermissionDenied) as error:
        form.add_error(None, error.messages if isinstance(error, StepRefused) else str(error))
        return False
    return True


def _private(response: HttpResponse) -> HttpResponse:
    """Keep the page, whose address is a key, to those who have it."""
    return kept_nowhere(response, hides_address=True, holds_secret=True)

"""What a clinician without an account sees through a review link: the text, and the decision."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt

from bmcspine.publishing import reviewing
from bmcspine.publishing.admin_screens import facts_of
from bmcspine.publishing.exceptions import StepRefused
from bmcspine.publishing.models import Edition, ReviewLink
from bmcspine.publishing.standing import standing
from bmcspine.publishing.steps import Signature
from bmcspine.web.framing import holds_frames, may_be_framed

LOOK_AGAIN = "The text was changed since you opened this page. Please look again, then decide."


class SignatureForm(forms.Form):
    """Who decides, and what they say; all of it stays on record."""

    person = forms.CharField(max_length=150, label="Your name")
    role = forms.CharField(max_length=80, label="Your role", help_text="Such as: neuroradiologist.")
    credentials = forms.CharField(max_length=80, label="Your credentials", help_text="Such as: MD.")
    note = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Needed if you ask for changes: what should change, and why.",
    )
    whole_page = forms.BooleanField(required=False, label="I read the whole page")

    def signature(self) -> Signature:
        """Return the signature of a valid form."""
        said = self.cleaned_data
        role = f"{said['role']} (review link)"
        return Signature(said["person"], role[:80], said["credentials"])


@csrf_exempt  # no cookie stands behind it: the address itself, which nobody can guess, is the key
def review(request: HttpRequest, token: str) -> HttpResponse:
    """Show a clinician the text of their link and take the decision, once."""
    link = ReviewLink.of_token(token)
    if link is None:
        raise Http404
    edition = reviewing.asked_by(link)
    form, problems = SignatureForm(), []
    if request.method == "POST":
        form = SignatureForm(request.POST)
        problems = _decide(request, link, edition, form)
        if not problems:
            return _private(render(request, "publishing/review_done.html", {"link": link}))
    context = {"link": link, "form": form, "problems": problems, **_shown(link, edition)}
    status = 410 if link.ending else 200
    found = render(request, "publishing/review_link.html", context, status=status)
    return holds_frames(_private(found))


def page(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """Show the page itself, as readers would see it, in the frame of the review."""
    link = ReviewLink.of_token(token)
    if link is None or link.ending:
        raise Http404
    shown = {part.number for part in reviewing.together(reviewing.asked_by(link))}
    editions = Edition.objects.with_review().select_related("document")
    document = link.edition.document_id
    edition = get_object_or_404(editions, document=document, number=number, number__in=shown)
    return may_be_framed(_private(edition.kind.draw(request, edition)))


def _shown(link: ReviewLink, edition: Edition) -> dict[str, Any]:
    if link.ending:
        return {"edition": edition}
    place = standing(edition.document)
    return {
        "edition": edition,
        "parts": [facts_of(part, place) for part in reviewing.together(edition)],
        "newer": edition.number != link.edition.number,
        "in_work": place.newest if reviewing.is_in_work(edition) else None,
    }


def _decide(
    request: HttpRequest, link: ReviewLink, edition: Edition, form: SignatureForm
) -> list[str]:
    """Record the decision, or return what stands in the way."""
    if link.ending:
        return [link.ending]
    if request.POST.get("digest") != edition.digest:
        return [LOOK_AGAIN]
    if not form.is_valid():
        return ["Nothing is decided yet: see the marked fields."]
    said = form.cleaned_data
    try:
        reviewing.decide_by_link(
            link,
            edition,
            form.signature(),
            approves=request.POST.get("step") == "approve",
            whole_page=said["whole_page"],
            note=said["note"],
        )
    except StepRefused as error:
        return error.messages
    except PermissionDenied as error:
        return [str(error)]
    return []


def _private(response: HttpResponse) -> HttpResponse:
    """Keep the page, whose address is a key, out of caches, search engines and referrers."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response

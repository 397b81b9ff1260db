"""What the page editor offers to put into a text: claims, glossary terms, and pages to link to."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bmcspine.publishing import kinds
from bmcspine.publishing.clinic_time import written_day
from bmcspine.publishing.content import Content
from bmcspine.publishing.models import Edition
from bmcspine.publishing.texts.glossary import in_a_sentence
from bmcspine.publishing.visibility import may_see
from procedures.evidence import Claim
from procedures.glossary import GlossaryTerm


@require_safe
def choices(request: HttpRequest) -> JsonResponse:
    """List all of it in three queries, to those who may see claims."""
    if not may_see(request.user, Claim):
        raise PermissionDenied
    today = timezone.localdate()
    claims = Claim.objects.visible_to(request.user).select_related("source")
    terms = GlossaryTerm.objects.visible_to(request.user)
    return JsonResponse(
        {
            "claims": [_claim(claim, today) for claim in claims],
            "terms": [{"word": in_a_sentence(term.term), "plain": term.plain} for term in terms],
            "pages": _pages(),
        }
    )


def _claim(claim: Claim, today: date) -> Content:
    lapsed = claim.valid_until < today
    day = written_day(claim.valid_until)
    return {
        "key": claim.key,
        "statement": claim.statement,
        "source": str(claim.source),
        "certainty": claim.get_certainty_display(),
        "validity": f"Lapsed on {day}" if lapsed else f"Valid until {day}",
        "lapsed": lapsed,
    }


def _pages() -> list[Content]:
    """Return the pages that everybody may read now, which are the ones worth a link."""
    fields = ("document__kind", "document__slug", "content__title")
    rows = Edition.objects.live().order_by("content__title").values_list(*fields)
    return [{"address": kinds.get(kind).address(slug), "title": name} for kind, slug, name in rows]

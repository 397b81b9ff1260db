"""How a public view gets the one edition of its address."""

from django.conf import settings
from django.http import Http404
from django.utils import timezone

from bmcspine.publishing.exceptions import Gone
from bmcspine.publishing.models import Edition


def live_edition(kind: str, slug: str) -> Edition:
    """Return the public edition of this address, with its review stamp, in one query.

    Raises:
        Gone: it was public once, and has been withdrawn, has ended or lost its authorization.
        Http404: it was never public.
    """
    now = timezone.now()
    language = settings.LANGUAGES[0][0]
    address = {"document__slug": slug, "document__language": language}
    here = Edition.objects.of_kind(kind).filter(**address)
    edition = here.live(now).with_review().first()
    if edition is not None:
        return edition
    if here.begun(now).exists():
        raise Gone
    raise Http404

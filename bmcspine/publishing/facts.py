"""What a decision on an edition rests on: the difference, what the gates say, and the page."""

from dataclasses import dataclass

from bmcspine.publishing import gates
from bmcspine.publishing.gates import Finding
from bmcspine.publishing.models import Edition
from bmcspine.publishing.standing import Standing
from bmcspine.publishing.texts.differences import Comparison, compare


@dataclass(frozen=True, slots=True)
class Facts:
    """One edition beside the text that it is measured by."""

    edition: Edition
    before: Edition | None
    comparison: Comparison | None
    findings: list[Finding]
    """Those that keep it from going live come first."""
    is_public: bool

    @property
    def blocks(self) -> bool:
        """Whether a gate keeps it from going live."""
        return bool(gates.blocking(self.findings))

    @property
    def was_never_read(self) -> bool:
        """Whether the words that did not change have no clinician's approval either."""
        return self.before is None or self.before.is_unreviewed


def facts_of(edition: Edition, place: Standing) -> Facts:
    """Return what a decision on this edition rests on."""
    before = _before(edition, place)
    return Facts(
        edition=edition,
        before=before,
        comparison=comparison(before, edition) if before else None,
        findings=sorted(gates.check(edition), key=lambda finding: not finding.blocks),
        is_public=edition == place.public,
    )


def comparison(old: Edition, new: Edition) -> Comparison:
    """Return what is not as before in the newer of two editions."""
    return compare(new.kind, old.content, new.content)


def _before(edition: Edition, place: Standing) -> Edition | None:
    """Return the text by which an edition is measured: the one that it corrects, else the public
    one; the public one itself by the last text that a clinician approved."""
    if edition.corrects is not None:
        return edition.corrects
    if edition != place.public:
        return place.public
    approved = edition.document.editions.filter(state=Edition.State.APPROVED)
    released = approved.filter(number__lt=edition.number, live_from__isnull=False)
    return released.order_by("-number").first()

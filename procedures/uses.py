"""Which pages print a claim, cite a source or explain a word, and whether in its present words."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from bmcspine.publishing.content import Content
from bmcspine.publishing.models import Document, Edition
from bmcspine.publishing.querysets import EditionQuerySet
from bmcspine.publishing.rows import Place, Row


class Evidence(Row):
    """A row of which every edition that uses it holds a copy, in the words it had then."""

    COPIES: ClassVar[str]
    """The name under which an edition's content holds the copies of such rows."""

    key: Any
    """Under which the copies hold this one."""

    class Meta:
        abstract = True

    def kept_by(self) -> list[Place]:
        """Return the pages where readers see the row now; a glossary only lists what there is."""
        return [
            Place(f"{use.document}: readers see it in edition {use.public.number}", use.screen)
            for use in uses(self, Edition.objects.all())
            if use.public is not None and use.public.content.get("page_kind") != "glossary"
        ]

    def copy_in(self, content: Content) -> Content | None:
        """Return the copy that this content holds, if any."""
        found: Content | None = content.get(self.COPIES, {}).get(self.key)
        return found

    def as_copied(self) -> Content:
        """Return what a copy would be if it were made now."""
        return self.to_content()

    def to_content(self) -> Content:
        """Return the row as an edition keeps it."""
        raise NotImplementedError


@dataclass(slots=True)
class Use:
    """One document whose public, scheduled or newest edition holds the row."""

    document: Document
    public: Edition | None = None
    is_current: bool = True
    """Whether readers see the row as it is stored now."""

    @property
    def screen(self) -> str:
        """Return the address of the screen on which the page is written."""
        return self.document.screen("change")


def uses(row: Evidence, among: EditionQuerySet) -> list[Use]:
    """Return who uses the row among these editions, what readers see first: two queries."""
    found: dict[int, Use] = {}
    now = timezone.now()
    public = set(Edition.objects.live(now).values_list("pk", flat=True))
    newest = Edition.objects.filter(document=OuterRef("document")).order_by("-number").values("pk")
    matters = Q(pk=Subquery(newest[:1])) | Q(pk__in=public) | Q(live_from__gt=now)
    for edition in among.filter(matters).select_related("document"):
        copied = row.copy_in(edition.content)
        if copied is None:
            continue
        use = found.setdefault(edition.document_id, Use(edition.document))
        if edition.pk in public:
            use.public, use.is_current = edition, copied == row.as_copied()
    return sorted(found.values(), key=lambda use: (use.public is None, use.document.title))

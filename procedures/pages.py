"""Procedure pages and the ordered parts that make them up."""

from django.db import models

from bmcspine.images.parts import PicturedPart
from bmcspine.publishing.content import Content
from bmcspine.publishing.models import Document, Part
from bmcspine.publishing.pictures import Picture
from procedures.embedding import embed_from_database, with_results_from_database


class ProcedurePage(Document):
    """A page about a treatment or a condition, or the page for referring doctors."""

    kind_name = "procedure"
    content_fields = ("title", "summary", "page_kind", "audience")
    content_parts = (
        *("facts", "sections", "charts", "cards", "steps", "options", "questions", "codes"),
        *("iconarrays", "ticks", "bands"),
    )
    row_fields = (*Document.row_fields, "position")

    class PageKind(models.TextChoices):
        PROCEDURE = "procedure", "A treatment, with every required section"
        DECISION = "decision", "A decision aid: choices, what matters, questions"
        INFORMATION = "information", "Background information"
        REFERRAL = "referral", "For referring doctors"
        GLOSSARY = "glossary", "All words that the pages explain"

    class Audience(models.TextChoices):
        PATIENTS = "patients", "Patients and families"
        CLINICIANS = "clinicians", "Referring clinicians"

    page_kind = models.CharField(max_length=12, choices=PageKind.choices)
    audience = models.CharField(max_length=12, choices=Audience.choices)
    position = models.PositiveSmallIntegerField(default=0, help_text="Place in the list.")

    class Meta:
        ordering = ("position", "title")

    def completed(self, content: Content) -> Content:
        """Return the content with all that its words and its charts rest on."""
        return with_results_from_database(embed_from_database(content))


class PagePart(Part):
    """A part of a procedure page."""

    document = models.ForeignKey(ProcedurePage, models.CASCADE, related_name="%(class)ss")

    class Meta(Part.Meta):
        abstract = True
        constraints = (
            models.UniqueConstraint(fields=("document", "key"), name="%(class)s_anchor"),
        )


class Fact(PagePart):
    """A label and a few words in the strip on top of the page."""

    content_fields = ("label", "text")

    label = models.CharField(max_length=40)
    text = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.label


class Section(PicturedPart, PagePart):
    """A heading, its text and perhaps a picture, in the place that its role names."""

    content_fields = ("role", "heading", "body", "picture")

    class Role(models.TextChoices):
        WHAT = "what", "What it is"
        WHOM = "whom", "Whom it suits"
        WHOM_NOT = "whom_not", "Whom it does not suit"
        COURSE = "course", "What happens without a procedure"
        LEVELS = "levels", "Which bones"
        BENEFITS = "benefits", "Benefits"
        HARMS = "harms", "Harms"
        ALTERNATIVES = "alternatives", "Other choices, doing nothing now included"
        CERTAINTY = "certainty", "How sure we are"
        BEFORE = "before", "Before"
        DURING = "during", "During"
        AFTER = "after", "After"
        WHEN_TO_CALL = "when_to_call", "When to call"
        DECISION = "decision", "What there is to decide"
        LIVED = "lived", "What it is like, with stories"
        MATTERS = "matters", "What matters to the reader, to tick"
        ASK = "ask", "Questions to take along, to tick"
        UPDATES = "updates", "How the page is kept up to date"
        FUNDING = "funding", "Who pays for the page"
        OTHER = "other", "Something else"

    role = models.CharField(max_length=12, choices=Role.choices, default=Role.OTHER)
    picture = models.CharField("drawing", max_length=20, blank=True, choices=Picture.choices)

    class Meta(PagePart.Meta):
        pass


class Card(PagePart):
    """What to do when any, or all, of a list is true."""

    content_fields = ("level", "match", "heading", "items", "action", "calls_us")

    class Level(models.TextChoices):
        EMERGENCY = "emergency", "Emergency: call 911"
        URGENT = "urgent", "Urgent: call today"
        ROUTINE = "routine", "Not urgent: ask"

    class Match(models.TextChoices):
        ANY = "any", "ANY of these"
        ALL = "all", "ALL of these"

    level = models.CharField(max_length=10, choices=Level.choices)
    match = models.CharField(max_length=3, choices=Match.choices, default=Match.ANY)
    heading = models.CharField(max_length=90, help_text="One action, with ANY or ALL.")
    items = models.TextField(help_text="One sign in each line.")
    action = models.CharField(max_length=200, blank=True)
    calls_us = models.BooleanField(
        "calls this clinic", default=True, help_text="Show the clinic's number on the card."
    )

    class Meta(Part.Meta):
        constraints = (
            models.UniqueConstraint(fields=("document", "key"), name="card_anchor"),
            models.CheckConstraint(
                name="card_says_any_or_all",
                condition=models.Q(match="any", heading__contains="ANY")
                | models.Q(match="all", heading__contains="ALL"),
                violation_error_message="The heading must say ANY or ALL, as chosen.",
            ),
        )

    def __str__(self) -> str:
        return self.heading


class Step(PagePart):
    """One moment of the day, with its drawing."""

    content_fields = ("picture", "heading", "when", "duration", "body", "who", "feel")

    picture = models.CharField("drawing", max_length=20, blank=True, choices=Picture.choices)
    heading = models.CharField(max_length=60)
    when = models.CharField(max_length=60, blank=True, help_text="In words: The day before.")
    duration = models.CharField("how long", max_length=120, blank=True)
    body = models.TextField()
    who = models.CharField("who is with you", max_length=120, blank=True)
    feel = models.CharField("what you may feel", max_length=160, blank=True)

    def __str__(self) -> str:
        return self.heading


class Option(PagePart):
    """One choice that a patient has, told in the same detail as the others."""

    content_fields = ("name", "is_waiting", "what", "good", "bad", "asks", "certainty")

    is_waiting = models.BooleanField("doing nothing for now", default=False)
    name = models.CharField(max_length=60)
    what = models.TextField("what it is")
    good = models.TextField("good sides")
    bad = models.TextField("bad sides")
    asks = models.TextField("what it asks of you")
    certainty = models.TextField("how sure we are")

    def __str__(self) -> str:
        return self.name


class Question(PagePart):
    """Something that patients ask, and the answer."""

    content_fields = ("question", "answer")

    question = models.CharField(max_length=120)
    answer = models.TextField()

    def __str__(self) -> str:
        return self.question


class Code(PagePart):
    """A billing or diagnosis code with its meaning in our own words."""

    content_fields = ("system", "code", "meaning")

    system = models.CharField(max_length=20)
    code = models.CharField(max_length=20)
    meaning = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.system} {self.code}"

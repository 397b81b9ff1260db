"""What readers of a decision aid tick, on the screen or on paper; nobody else learns of it."""

from django.db import models

from bmcspine.publishing.models import Part
from procedures.pages import PagePart


class Tick(PagePart):
    """One line with a box before it: what matters, a question, or a thing to do."""

    content_fields = ("label", "leans")

    class Leans(models.TextChoices):
        WAITING = "waiting", "It speaks for waiting"
        PROCEDURE = "procedure", "It speaks for a procedure"
        QUESTION = "question", "It is a question to take along"
        BEFORE = "before", "It is to do before the day"
        AFTER = "after", "It is to do after the procedure"

    label = models.CharField(
        "line", max_length=120, help_text="In the reader’s own voice, such as: My pain is getting "
        "better. Or a question to the doctor.",
    )  # fmt: skip
    leans = models.CharField("what a tick means", max_length=10, choices=Leans.choices)

    class Meta(Part.Meta):
        verbose_name = "line to tick"
        verbose_name_plural = "lines to tick"
        constraints = (models.UniqueConstraint(fields=("document", "key"), name="tick_anchor"),)

    def __str__(self) -> str:
        return self.label

"""Without which items a permission is none, as the database and the screens check it.

Source: 45 CFR 164.508(b)(2) and (c); a form that lacks one of them is defective.
"""

from django.db import models
from django.db.models import F, Q

from stories.paper import Paper

SIGNED = Q(provisional=False)
SAYS_ALL = ~Q(description="") & ~Q(discloser="") & ~Q(recipients="") & ~Q(purpose="")
STATES_ALL = Q(**dict.fromkeys(Paper.STATEMENTS, True), third_party_pays__isnull=False)
COVERS = [Q(**{f"covers_{part}": True}) for part in Paper.PARTS]

CONSTRAINTS = (
    models.CheckConstraint(
        name="authorization_ends_after_it_starts",
        condition=Q(ends_on__gte=F("starts_on")),
        violation_error_message="It cannot end before it starts.",
    ),
    models.CheckConstraint(
        name="authorization_is_signed_or_provisional",
        condition=~SIGNED | (Q(signed_on__isnull=False) & ~Q(signed_by="")),
        violation_error_message="Say who signed and when, or mark it as provisional.",
    ),
    models.CheckConstraint(
        name="authorization_holds_once_signed",
        condition=~SIGNED | Q(starts_on__gte=F("signed_on")),
        violation_error_message="It cannot hold before it was signed.",
    ),
    models.CheckConstraint(
        name="authorization_says_what_to_whom_and_why",
        condition=~SIGNED | SAYS_ALL,
        violation_error_message="Say what is disclosed, by whom, to whom and what for.",
    ),
    models.CheckConstraint(
        name="authorization_states_the_patients_rights",
        condition=~SIGNED | ~Q(person="patient") | STATES_ALL,
        violation_error_message="A patient's form needs every statement, a copy for the patient "
        "and a word on payment. If one is missing, have the right form signed.",
    ),
    models.CheckConstraint(
        name="authorization_covers_something",
        condition=COVERS[0] | COVERS[1] | COVERS[2] | COVERS[3],
        violation_error_message="Tick at least one part that it covers.",
    ),
    models.CheckConstraint(
        name="authorization_of_words_has_a_story",
        condition=Q(story__isnull=False, person="patient")
        | Q(story=None, covers_text=False, covers_name=False),
        violation_error_message="A text or a name belongs to a patient's story. "
        "Without a story, only photos or the voice can be covered.",
    ),
    models.CheckConstraint(
        name="authorization_representative_has_authority",
        condition=Q(representative="", authority="") | (~Q(representative="") & ~Q(authority="")),
        violation_error_message="Give both the name of the person who signed for the patient "
        "and why they may, or neither.",
    ),
    models.CheckConstraint(
        name="authorization_names_the_payer",
        condition=(Q(third_party_pays=True, states_payment=True) & ~Q(payer=""))
        | (~Q(third_party_pays=True) & Q(payer=""))
        | Q(third_party_pays=None, payer=""),
        violation_error_message="If somebody pays, name them; the form must say so too. "
        "If nobody pays, leave the payer empty.",
    ),
    models.CheckConstraint(
        name="authorization_knows_what_was_seen",
        condition=Q(seen_edition=None, seen_digest="")
        | (Q(seen_edition__isnull=False, story__isnull=False) & ~Q(seen_digest="")),
        violation_error_message="Choose an edition of the story that the patient saw.",
    ),
)


def missing(paper: Paper) -> dict[str, str]:
    """Return what a signed form lacks, by field, each with what to do about it."""
    wanted = dict.fromkeys(
        ("signed_by", "signed_on", *Paper.WORDS), "Fill this in, as on the form."
    )
    if paper.person == Paper.Person.PATIENT:
        wanted |= dict.fromkeys(Paper.STATEMENTS, LACKS)
    lacking = {name: said for name, said in wanted.items() if not getattr(paper, name)}
    if paper.person == Paper.Person.PATIENT and paper.third_party_pays is None:
        lacking["third_party_pays"] = "Answer yes or no."
    return lacking


LACKS = "Without this the form is not valid. Tick it if it is so, or have the right form signed."

"""Audits of permissions: stories and pictures of persons rest on forms that were signed."""

from django.utils import timezone

from bmcspine.images.models import Image
from bmcspine.images.showing import pictures
from bmcspine.site.proofs.drawing import DrawnSite
from bmcspine.site.proofs.proof import Proof
from stories.models import Authorization


def stories_have_signed_forms(site: DrawnSite) -> Proof:
    """Behind each public story stands a form that the patient signed, for what it shows."""
    proof = Proof("Public stories have a signed form")
    signed = Authorization.objects.valid(timezone.now()).signed()
    for edition, page in site.editions:
        if edition.document.kind == "story":
            is_right = not signed.uncovered(edition)
            proof.check(is_right, f"{page.path} shows more than forms cover.")
    return proof


def persons_in_pictures_have_signed_forms(site: DrawnSite) -> Proof:
    """Whoever can be recognized in a picture that a page shows has signed for it."""
    proof = Proof("Persons in pictures have a signed form")
    forms = Authorization.objects.valid(timezone.now()).signed().filter(covers_photo=True)
    covered = set(forms.values_list("photos", flat=True))
    persons = {image.pk: image for image in Image.objects.filter(shows_person=True)}
    for edition, page in site.editions:
        for pk in pictures(edition.content).keys() & persons.keys():
            is_shown = any(persons[pk].name in address for address in page.markup.loaded)
            said = f"{page.path} shows “{persons[pk]}”, which no form covers."
            proof.check(pk in covered or not is_shown, said)
    return proof

"""Audits of permissions: stories and pictures of persons rest on forms that were signed."""

from django.utils import timezone

from bmcspine.images.models import Image
from bmcspine.images.showing import pictures
from bmcspine.site.proofs.drawing import DrawnSite
from bmcspine.site.proofs.proof import Proof
from stories import scan_files
from stories.models import Authorization, Scan


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


def scans_are_as_they_were_stored(site: DrawnSite) -> Proof:
    """Every scan of a signed form has its file, unchanged, and no file is left without a form."""
    proof = Proof("Scans of forms are as they were stored")
    on_disk = scan_files.stored()
    for scan in Scan.objects.all():
        if scan.name not in on_disk:
            proof.check(False, f"Scan {scan.pk} has lost its file: restore it from a backup.")
            continue
        is_right = scan_files.digest_of(scan.name) == scan.digest
        proof.check(is_right, f"Scan {scan.pk} is not what was stored: restore it from a backup.")
    for name in sorted(on_disk - set(Scan.objects.values_list("name", flat=True))):
        proof.check(False, f"{scan_files.path(name)} belongs to no form: delete the file.")
    return proof

"""Audit of the picture library: what it says is there is there, and nothing besides."""

from bmcspine.images import files
from bmcspine.images.models import Image
from bmcspine.site.proofs.drawing import DrawnSite
from bmcspine.site.proofs.proof import Proof


def pictures_have_their_files(site: DrawnSite) -> Proof:
    """Every picture has all of its files, and no file is left of one that is not kept."""
    proof = Proof("Pictures have their files, and files their pictures")
    stored, wanted = set(files.stored()), set()
    for image in Image.objects.all():
        for path in files.paths(image.name, image.widths, image.endings):
            wanted.add(path)
            proof.check(path in stored, f"{path} of “{image}” is gone: restore it from a backup.")
    for path in sorted(stored - wanted):
        proof.check(False, f"{path} belongs to no picture: delete the file.")
    return proof

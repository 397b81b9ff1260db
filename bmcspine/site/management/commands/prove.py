import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bmcspine.site.proofs import audits
from bmcspine.site.proofs.proof import Proof


class Command(BaseCommand):
    help = "Audit the whole site: a line for each proof, then its details; exit 1 if any fails."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON document instead")

    def handle(self, *args: Any, **options: Any) -> None:
        found = []
        for proof in audits.run():
            found.append(proof)
            if not options["json"]:
                self._tell(proof)
        failed = sum(not proof.holds for proof in found)
        if options["json"]:
            proofs = [asdict(proof) | {"holds": proof.holds} for proof in found]
            self.stdout.write(json.dumps({"failed": failed, "proofs": proofs}, indent=2))
        if failed:
            raise CommandError(f"{failed} of {len(found)} proofs failed.")

    def _tell(self, proof: Proof) -> None:
        verdict = "holds" if proof.holds else f"{len(proof.problems)} wrong"
        note = f", {proof.note}" if proof.note else ""
        self.stdout.write(f"{proof.name}: {proof.counted} checked{note}, {verdict}")
        for line in [*proof.places, *proof.problems]:
            self.stdout.write(f"  {line}")

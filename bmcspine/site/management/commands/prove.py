from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bmcspine.site import proofs


class Command(BaseCommand):
    help = "Audit the whole site: a line for each proof, then what is wrong; exit 1 if any fails."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = 0
        for proof in proofs.run():
            failed += bool(proof.problems)
            verdict = f"{len(proof.problems)} wrong" if proof.problems else "holds"
            self.stdout.write(f"{proof.name}: {proof.counted} checked, {verdict}")
            for problem in proof.problems:
                self.stdout.write(f"  {problem}")
        if failed:
            raise CommandError(f"{failed} of {len(proofs.PROOFS)} proofs failed.")

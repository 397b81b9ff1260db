"""The lists of endings that a restore takes, and whether they are new enough."""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from bmcspine.backups import places
from bmcspine.backups.applying import Applied, apply
from bmcspine.backups.manifest import lacking
from bmcspine.publishing import endings


@dataclass(frozen=True, slots=True)
class Lists:
    """Those at their place, and those handed in."""

    given: list[Path] = field(default_factory=list)
    without: str = ""
    """Why the site may open although they are lost: who looked through what, and when."""

    @property
    def files(self) -> list[Path]:
        return [*endings.files(), *self.given]

    def fault(self, known: dict[str, list[str]]) -> str:
        """Return why they do not tell all that ended since the backup; empty if they do."""
        if self.without:
            return ""
        damaged = endings.damaged(self.files)
        return f"{damaged[0]} cannot be read." if damaged else lacking(known, self.files)

    def adopt(self) -> None:
        """Put those handed in at their place, where this machine goes on with them."""
        for file in self.given:
            content, target = file.read_bytes(), endings.folder() / f"{file.stem}.log"
            if target.exists() and not content.startswith(target.read_bytes()):
                target = endings.folder() / f"{file.stem}-{sha256(content).hexdigest()[:8]}.log"
            endings.folder().mkdir(mode=0o700, parents=True, exist_ok=True)
            with places.whole(target) as place:
                place.write(content)

    def apply(self) -> Applied:
        """End again what they tell and the database does not know of."""
        return apply(endings.read(self.files))

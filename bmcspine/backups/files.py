"""Pictures and signed forms of a backup, put beside those that are there, and the others away."""

from pathlib import Path

from django.core.files import File

from bmcspine.backups import archives, places


class Files:
    """The uploads that a restore replaces, on a disk or in a bucket.

    Names are random and say nothing, so adding files changes nothing for anybody: a row has to
    name them first. Only afterwards does what no row names any more leave its place.
    """

    def __init__(self, source: Path, away: Path) -> None:
        self.source, self.away = source, away
        self.added: list[tuple[str, str]] = []

    def add(self) -> None:
        """Put in place what is missing, or differs; the caller calls `undo` if anything fails."""
        for name in archives.TREES:
            for file in _files(self.source / name):
                if not places.is_secret(name, file):  # an archive that brings keys is not ours
                    self._add(name, file)

    def undo(self) -> None:
        """Leave the uploads as they were."""
        for name, file in self.added:
            places.storage(name).delete(file)
        for name in archives.TREES:
            for file in _files(self.away / name):
                _save(self.away / name / file, name, file)

    def take_away(self) -> int:
        """Move away what the backup does not hold; return how many files."""
        count = 0
        for name in archives.TREES:
            for file in {*places.uploads(name)} - {*_files(self.source / name)}:
                self._keep(name, file)
                places.storage(name).delete(file)
                count += 1
        return count

    def _add(self, name: str, file: str) -> None:
        source, storage = self.source / name / file, places.storage(name)
        if storage.exists(file):
            with storage.open(file) as there:
                if there.read() == source.read_bytes():
                    return
            self._keep(name, file)
            storage.delete(file)
        self.added.append((name, file))
        _save(source, name, file)

    def _keep(self, name: str, file: str) -> None:
        target = self.away / name / file
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with places.storage(name).open(file) as there, places.whole(target) as kept:
            for piece in there.chunks():
                kept.write(piece)


def _files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def _save(source: Path, name: str, file: str) -> None:
    with source.open("rb") as content:
        places.storage(name).save(file, File(content))

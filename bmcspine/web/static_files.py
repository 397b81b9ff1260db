"""Static files for serving: one stylesheet for each page, hashed names, compressed copies."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import rcssmin
from django.core.files.base import ContentFile
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

OURS = "css/"
"""Where the sheets of public pages are. Packages bring others, which stay as they are."""

TOKEN = re.compile(
    r"""/\*.*?\*/
    | @import\s+(?:url\(\s*)?["']?(?P<imported>[^"');\s]+)["']?\s*\)?(?P<condition>[^;]*);
    | url\(\s*(?P<quote>["']?)(?P<address>.*?)(?P=quote)\s*\)""",
    re.DOTALL | re.VERBOSE,
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#", re.IGNORECASE)

LOST_BY_MINIFIER = re.compile(r"[\w\])]\s+:[a-z][\w-]*[^;{}]*\{")
"""rcssmin takes a nested `.a :hover {` for a declaration and joins it to `.a:hover {`."""


class StylesheetError(ValueError):
    """A stylesheet cannot be made into one file; says where and what to write instead."""


class CompressorOfNewFiles(Compressor):  # type: ignore[misc]  # WhiteNoise has no types
    """Leaves what is compressed already: the hash in a file's name stands for its content."""

    SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
    # Maps are for who looks into a script, not for readers; compressing them takes seconds.

    def compress(self, path: str) -> list[str]:
        return [] if Path(f"{path}.br").exists() else list(super().compress(path))

    def write_data(self, path: str, data: bytes, suffix: str, stat_result: Any) -> str:
        """Write whole or not at all: a half-written file would be taken for a finished one."""
        name: str = super().write_data(path, data, f"{suffix}.part", stat_result)
        return str(Path(name).replace(name.removesuffix(".part")))


class OneStylesheetStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # the same
    """Makes each sheet in `css/` and all that it imports into one small file, then hashes and
    compresses as WhiteNoise does. The sources stay as they are and work unjoined."""

    support_js_module_import_aggregation = True
    keep_only_hashed_files = True

    def create_compressor(self, **options: Any) -> Compressor:
        return CompressorOfNewFiles(**options)

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        sheets = sheets_of(paths) if not dry_run else {}
        for name in sheets:
            joined = ContentFile(minified(flattened(name, sheets)).encode())
            self.delete(name)
            self._save(name, joined)
        paths = {**paths, **{name: (self, name) for name in sheets}}
        yield from super().post_process(paths, dry_run=dry_run, **options)


def sheets_of(paths: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of the static files that are stylesheets of public pages."""
    ours = (name for name in paths if name.startswith(OURS) and name.endswith(".css"))
    return {name: paths[name] for name in ours}


def flattened(name: str, paths: Mapping[str, Any], importers: tuple[str, ...] = ()) -> str:
    """Return a stylesheet with its imports in place, addresses relative to the first one."""
    if name in importers:
        raise StylesheetError(f"{importers[-1]} imports {name}, which imports it back.")
    if name not in paths:
        raise StylesheetError(f"{importers[-1]} imports {name}, which does not exist.")
    chain = (*importers, name)

    def replaced(found: re.Match[str]) -> str:
        if found["imported"]:
            return flattened(_imported(name, found), paths, chain)
        if found["address"] and not ELSEWHERE.match(found["address"]):
            return f'url("{_moved(found["address"], name, chain[0])}")'
        return found[0]

    storage, path = paths[name]
    with storage.open(path) as file:
        return TOKEN.sub(replaced, file.read().decode())


def _imported(name: str, found: re.Match[str]) -> str:
    """Return the name of the file that an @import of the file `name` means."""
    if found["condition"].strip() or ELSEWHERE.match(found["imported"]):
        raise StylesheetError(f"{name}: import a file from here, without conditions: {found[0]}")
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), found["imported"]))


def _moved(address: str, name: str, first: str) -> str:
    """Rewrite an address that counts from the file `name` so that it counts from `first`."""
    path = re.split("[?#]", address)[0]
    target = posixpath.join(posixpath.dirname(name), path)
    return posixpath.relpath(target, posixpath.dirname(first)) + address[len(path) :]


def minified(text: str) -> str:
    """Return the stylesheet without comments and spare spaces."""
    if lost := LOST_BY_MINIFIER.search(COMMENT.sub("", text)):
        raise StylesheetError(
            f"Write `*:` instead of ` :` in “{lost[0]}”: minifying would join it."
        )
    return str(rcssmin.cssmin(text))

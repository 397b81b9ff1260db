"""Many small stylesheets are written; one small file is served."""

from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from pytest_django import Settings

from bmcspine.web.static_files import StylesheetError, flattened, minified


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "css" / "parts" / "deep").mkdir(parents=True)
    (tmp_path / "fonts").mkdir()
    return tmp_path


def flat(folder: Path, files: dict[str, str]) -> str:
    for name, text in files.items():
        (folder / name).write_text(text)
    storage = FileSystemStorage(folder)
    return flattened("css/site.css", {name: (storage, name) for name in files})


def test_missing_import_is_named(folder: Path) -> None:
    with pytest.raises(StylesheetError, match=r"^css/site.css imports css/no.css, which does not"):
        flat(folder, {"css/site.css": '@import url("no.css");'})


def test_circle_of_imports_is_named(folder: Path) -> None:
    with pytest.raises(StylesheetError, match=r"^css/a.css imports css/site.css, which imports it"):
        flat(folder, {"css/site.css": '@import "a.css";', "css/a.css": "@import url(site.css);"})


@pytest.mark.parametrize(
    "line",
    [
        '@import url("a.css") print;',
        '@import "a.css" layer(base);',
        "@import url(https://example.org/a.css);",
        '@import "/a.css";',
    ],
)
def test_import_that_cannot_be_joined_is_refused(folder: Path, line: str) -> None:
    with pytest.raises(StylesheetError, match=r"^css/site.css: import a file from here, without"):
        flat(folder, {"css/site.css": line, "css/a.css": ""})


def test_selector_that_minifying_would_change_is_refused() -> None:
    with pytest.raises(StylesheetError, match=r"“x :hover \{”"):
        minified("@layer a { .x :hover { color: red } }")
    assert minified("/* .x :hover { */ @layer a { .x *:hover { color: red } }") == (
        "@layer a{.x *:hover{color:red}}"
    )


def test_imports_are_joined_in_order(folder: Path) -> None:
    files = {
        "css/site.css": '/* @import "no.css"; */\n@import url("a.css");\n@import "parts/b.css";\n',
        "css/a.css": "a{}",
        "css/parts/b.css": "@import url('deep/c.css');\nb{}",
        "css/parts/deep/c.css": "c{}",
    }
    assert minified(flat(folder, files)) == "a{}c{}b{}"


def test_addresses_follow_their_file(folder: Path) -> None:
    rules = (
        'a{src:url("../../../fonts/a.woff2") url(../x.svg#y) url("data:image/svg+xml,<a>") '
        "url(/static/z.png) url(#mark)}"
    )
    files = {"css/site.css": '@import "parts/deep/c.css";', "css/parts/deep/c.css": rules}
    assert flat(folder, files) == (
        'a{src:url("../fonts/a.woff2") url("parts/x.svg#y") url("data:image/svg+xml,<a>") '
        "url(/static/z.png) url(#mark)}"
    )


def test_spaces_with_a_meaning_survive() -> None:
    text = "a { width: calc(1rem + 2vw); & :hover { margin: -1px auto } &:focus { inset: 0 } }"
    assert minified(text) == (
        "a{width:calc(1rem + 2vw);& :hover{margin:-1px auto}&:focus{inset:0}}"
    )


def test_collected_site_has_one_hashed_stylesheet(
    settings: Settings, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rules = '@font-face{src:url("../fonts/a.woff2")}' + "b{color:red}" * 40
    flat(folder, {"css/site.css": '@import "a.css";', "css/a.css": rules})
    (folder / "fonts" / "a.woff2").write_bytes(b"font")
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "bmcspine.web.static_files.OneStylesheetStorage"}
    }
    for _ in range(2):  # the second time nothing is new
        call_command("collectstatic", interactive=False, verbosity=0)
        (sheet,) = (settings.STATIC_ROOT / "css").glob("site.*.css")
        assert "@import" not in sheet.read_text()
        assert 'url("../fonts/a.47a282dfe68a.woff2")' in sheet.read_text()
        assert sorted(path.name for path in sheet.parent.glob("site*")) == [
            sheet.name,
            f"{sheet.name}.br",
            f"{sheet.name}.gz",
        ]
    assert "@import" in (folder / "css" / "site.css").read_text()

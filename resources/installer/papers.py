"""Puts the papers that an IT section asks for into a built folder; runs in the very Python that built it.

    papers.py FOLDER

Into FOLDER/_internal/resources/licences: the licence text of everything shipped. Into FOLDER itself: sbom.cdx.json
(CycloneDX 1.5), the manual and the install note as PDF, and SHA256SUMS.txt over every file of the folder.
"""

import json
import platform
import pyexpat
import shutil
import sqlite3
import sys
import sysconfig
import zlib
from datetime import UTC, datetime
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

sys.path.insert(0, str(Path(__file__).resolve().parent))
import bundle

FONTS = (
    ("BIZ UDGothic / BIZ UDPGothic", "OFL-1.1", "OFL-BIZUDGothic.txt"),
    ("IPAexGothic", "IPA", "IPA_Font_License_Agreement_v1.0.txt"),
    ("Anbuncho Supplement (HanaMinA subset)", "LicenseRef-Hanazono", "Hanazono_Font_License.txt"),
)
LICENCE_NAMES = ("LICEN", "COPYING", "NOTICE", "AUTHORS")
SYSTEM_PACKAGES = ("libffi8", "libsqlite3-0", "libbz2-1.0", "liblzma5", "zlib1g", "libexpat1", "libuuid1")
"""On Linux: Debian's packages whose libraries Python needs and the bundle therefore carries."""
NOT_SHIPPED = {"pip", "setuptools", "charset-normalizer", "tzdata"}
"""What libraries ask for and build.spec leaves out: the program never gets there."""
PARTS_OF_PYTHON = {
    "SQLite": sqlite3.sqlite_version,
    "zlib": zlib.ZLIB_RUNTIME_VERSION,
    "expat": pyexpat.EXPAT_VERSION.removeprefix("expat_"),
    "libffi": None,
    "bzip2": None,
    "XZ Utils": None,
    **({"Microsoft VC runtime": None} if sys.platform == "win32" else {}),
}
IDS = {
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
    "reportlab": "BSD-3-Clause",
    "click-default-group": "Unlicense",
    "tabulate": "MIT",
    "python-calamine": "MIT",
    "sqlite-fts4": "Apache-2.0",
    "sqlite-utils": "Apache-2.0",
    "xlsxwriter": "BSD-2-Clause",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
}
"""Licences of distributions whose metadata do not name them in the short form."""


def main() -> int:
    """Write all papers into the folder named on the command line."""
    folder = Path(sys.argv[1])
    inner = folder / "_internal"
    shipped = distributions()
    texts = inner / "resources" / "licences"
    copy_licences(shipped, texts)
    write_bill(shipped, folder)
    print_manual(folder)
    lines = [f"{bundle.sha256(path)}  {path.relative_to(folder).as_posix()}" for path in bundle.files_of(folder)]
    (folder / "SHA256SUMS.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(shipped)} distributions, {len(list(texts.iterdir()))} licence texts, {len(lines)} files listed")
    return 0


def distributions() -> list[Distribution]:
    """Return what the program depends on, directly or not, and the starter that PyInstaller adds."""
    wanted = [Requirement(text) for text in bundle.project()["dependencies"]] + [Requirement("pyinstaller")]
    found: dict[str, Distribution] = {}
    while wanted:
        requirement = wanted.pop()
        name = requirement.name.lower().replace("_", "-")
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        found[name] = distribution(name)
        if name != "pyinstaller":
            wanted += [Requirement(text) for text in found[name].requires or []]
    return [found[name] for name in sorted(found) if name not in NOT_SHIPPED]


def copy_licences(shipped: list[Distribution], target: Path) -> None:
    """Copy every licence text under a name that says whose it is."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(bundle.ROOT / "LICENSE", target / "Anbuncho.txt")
    for _, _, text in FONTS:
        shutil.copy(bundle.ROOT / "resources" / "fonts" / text, target / f"Fonts-{text}")
    for one in shipped:
        for file in one.files or []:
            if ".dist-info" in file.parts[0] and is_licence(file.parts):
                place_text(one, file.parts, Path(str(one.locate_file(file))), target)
    for path in (Path(sys.base_prefix) / "LICENSE.txt", Path(sysconfig.get_paths()["stdlib"]) / "LICENSE.txt"):
        if path.is_file():
            shutil.copy(path, target / "Python.txt")
    if sys.platform.startswith("linux"):
        for package in ("python3.11", *SYSTEM_PACKAGES):
            path = Path("/usr/share/doc") / package / "copyright"
            if path.is_file():
                shutil.copy(path, target / f"Debian-{package}.txt")


def is_licence(parts: tuple[str, ...]) -> bool:
    """Return whether a file of a distribution, by the parts of its path, is a licence text."""
    if parts[-1].startswith("LicenseRef-Qt-Commercial"):
        return False  # Qt is used under the LGPL, whose text lies among our own
    named = any(mark in parts[-1].upper() for mark in LICENCE_NAMES)
    return named or bool({"licenses", "LICENSES", "BUILD_LICENSES"} & set(parts))


def place_text(one: Distribution, parts: tuple[str, ...], source: Path, target: Path) -> None:
    """Copy one text of a distribution; parts of its path tell texts of the same name apart."""
    inner = [part for part in parts[1:] if part != "licenses"]
    name = "-".join([one.metadata["Name"], *inner])
    shutil.copy(source, target / (name if name.endswith(".txt") else f"{name}.txt"))


def write_bill(shipped: list[Distribution], folder: Path) -> None:
    """Write the software bill of materials: what is in it, in which version, under which licence, with hashes."""
    name, version = "Anbuncho", bundle.version()
    components = [component(one) for one in shipped]
    components.append(part("Python", platform.python_version(), "PSF-2.0", "https://www.python.org/"))
    qt = distribution("PySide6-Essentials").version
    components.append(
        part("Qt", qt, "LGPL-3.0-only", f"https://download.qt.io/archive/qt/{qt.rpartition('.')[0]}/{qt}/")
    )
    components += [part(one, number, None, None) for one, number in PARTS_OF_PYTHON.items()]
    components += [part(font, None, licence, None, "data") for font, licence, _ in FONTS]
    components += [
        {
            "type": "file",
            "name": path.relative_to(folder).as_posix(),
            "hashes": [{"alg": "SHA-256", "content": bundle.sha256(path)}],
        }
        for path in bundle.files_of(folder)
        if path.suffix.lower() in {".dll", ".exe", ".pyd", ".ttf"} or ".so" in path.name or not path.suffix
    ]
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "timestamp": datetime.now(UTC).isoformat(timespec="seconds"),
            "component": {"type": "application", "name": name, "version": version, "licenses": licences("MIT")},
            "properties": [{"name": "platform", "value": f"{platform.system()} {platform.machine()}"}],
        },
        "components": components,
    }
    text = json.dumps(bill, ensure_ascii=False, indent=1)
    (folder / "sbom.cdx.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def component(one: Distribution) -> dict[str, Any]:
    """Return a distribution as a component of the bill."""
    name, fields = one.metadata["Name"], one.metadata
    licence = IDS.get(name.lower().replace("_", "-")) or fields.get("License-Expression") or fields.get("License")
    made = part(name, one.version, licence.splitlines()[0] if licence else None, fields.get("Home-page"))
    return {**made, "purl": f"pkg:pypi/{name.lower().replace('_', '-')}@{one.version}"}


def part(name: str, number: str | None, licence: str | None, site: str | None, kind: str = "library") -> dict[str, Any]:
    """Return a component; what is not known is left out."""
    made: dict[str, Any] = {"type": kind, "name": name}
    if number:
        made["version"] = number
    if licence:
        made["licenses"] = licences(licence)
    if site:
        made["externalReferences"] = [{"type": "website", "url": site}]
    return made


def licences(text: str) -> list[dict[str, Any]]:
    """Return a licence as CycloneDX writes it."""
    is_listed = " " not in text and not text.startswith("LicenseRef-")
    return [{"license": {"id" if is_listed else "name": text}}]


def print_manual(folder: Path) -> None:
    """Write 取扱説明書.pdf and 導入の手引き.pdf from the chapters that the window shows."""
    sys.path.insert(0, str(bundle.ROOT))
    from core import heavy
    from core.documents.manual import INSTALL, chapters
    from core.documents.manual_sheets import printed

    every = chapters()
    (folder / "取扱説明書.pdf").write_bytes(heavy.render(printed("按分帳 取扱説明書", every)))
    note = [chapter for chapter in every if chapter.key == INSTALL]
    (folder / "導入の手引き.pdf").write_bytes(heavy.render(printed(note[0].title, note)))


if __name__ == "__main__":
    sys.exit(main())

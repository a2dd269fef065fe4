"""The software bill of materials of a built program, as CycloneDX 1.5 has it; runs in the very Python that built it.

In it is all that is shipped: what pip installed, with what lies compiled inside it; Python and Qt with their parts;
fonts and lists; and every program, library and archive of the folder with its hash.
"""

import json
import platform
import pyexpat
import sqlite3
import sys
import uuid
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from PIL import features
from pypdfium2.version import PDFIUM_INFO

from resources.installer import bundle

FONTS = (
    ("BIZ UDGothic / BIZ UDPGothic", "OFL-1.1", "OFL-BIZUDGothic.txt"),
    ("Anbuncho Noto (Noto Sans JP subset)", "OFL-1.1", "OFL-NotoSansJP.txt"),
    ("Anbuncho Supplement (HanaMinA subset)", "LicenseRef-Hanazono", "Hanazono_Font_License.txt"),
)
DATA = (
    ("Municipalities of Japan (codes, names, kana; July 2026)", "CC0-1.0"),
    ("sRGB colour profile of Little CMS", "LicenseRef-sRGB"),
)
"""Lists of facts that the program carries: resources/licences has a text on each."""
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
LISTED = {".dll", ".exe", ".pyd", ".pyz", ".zip", ".ttf"}
"""Endings of the files that the bill lists."""
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


def distributions() -> list[Distribution]:
    """Return what the program depends on, directly or not, and the starter that PyInstaller adds."""
    wanted = [Requirement(text) for text in bundle.project()["dependencies"]] + [Requirement("pyinstaller")]
    found: dict[str, Distribution] = {}
    while wanted:
        requirement = wanted.pop()
        name = normal(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        found[name] = distribution(name)
        if name != "pyinstaller":
            wanted += [Requirement(text) for text in found[name].requires or []]
    return [found[name] for name in sorted(found) if name not in NOT_SHIPPED]


def write_bill(shipped: list[Distribution], folder: Path) -> None:
    """Write sbom.cdx.json: what is in the folder, in which version, under which licence, with hashes."""
    program = {**part("Anbuncho", bundle.version(), "MIT", None, "application"), "bom-ref": "Anbuncho"}
    components = [*map(component, shipped), *parts_of_the_system()]
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": uuid.uuid4().urn,
        "version": 1,
        "metadata": {
            "timestamp": datetime.now(UTC).isoformat(timespec="seconds"),
            "component": program,
            "properties": [{"name": "platform", "value": f"{platform.system()} {platform.machine()}"}],
        },
        "components": [*components, *files(folder)],
        "dependencies": [
            {"ref": "Anbuncho", "dependsOn": [one["bom-ref"] for one in components]},
        ],
    }
    text = json.dumps(bill, ensure_ascii=False, indent=1)
    (folder / "sbom.cdx.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def parts_of_the_system() -> Iterator[dict[str, Any]]:
    """Yield what pip does not install as such: Python, Qt, what lies in them, fonts and lists."""
    yield part("Python", platform.python_version(), "PSF-2.0", "https://www.python.org/")
    qt = distribution("PySide6-Essentials").version
    site = f"https://download.qt.io/archive/qt/{qt.rpartition('.')[0]}/{qt}/"
    yield part("Qt", qt, "LGPL-3.0-only", site)
    for name, number in PARTS_OF_PYTHON.items():
        yield part(name, number, None, None)
    for name, licence, _ in FONTS:
        yield part(name, None, licence, None, "data")
    for name, licence in DATA:
        yield part(name, None, licence, None, "data")


def files(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield every program, library, archive of modules and font of the folder with its hash."""
    for path in bundle.files_of(folder):
        if path.suffix.lower() in LISTED or ".so" in path.name or not path.suffix:
            made = part(path.relative_to(folder).as_posix(), None, None, None, "file")
            yield {**made, "hashes": [{"alg": "SHA-256", "content": bundle.sha256(path)}]}


def component(one: Distribution) -> dict[str, Any]:
    """Return a distribution as a component of the bill, with what is compiled into it."""
    name = normal(one.metadata["Name"])
    licence = IDS.get(name) or stated(one, "License-Expression", "License")
    made = part(
        one.metadata["Name"], one.version, licence.splitlines()[0] if licence else None, stated(one, "Home-page")
    )
    inner = [*INSIDE.get(name, []), *rust_inside(one)]
    return {**made, "purl": f"pkg:pypi/{name}@{one.version}", **({"components": inner} if inner else {})}


def stated(one: Distribution, *names: str) -> str | None:
    """Return the first of these fields that a distribution's metadata have."""
    return next((one.metadata[name] for name in names if name in one.metadata), None)


def rust_inside(one: Distribution) -> list[dict[str, Any]]:
    """Return the Rust libraries that a wheel says to have been made of, in its own bill."""
    bills = [Path(str(one.locate_file(file))) for file in one.files or [] if "sboms" in file.parts]
    listed = [made for path in bills for made in json.loads(path.read_text(encoding="utf-8")).get("components", [])]
    keys = ("type", "name", "version", "licenses", "purl")
    return [{key: made[key] for key in keys if key in made} for made in listed if "pkg:cargo/" in str(made.get("purl"))]


def normal(name: str) -> str:
    """Return the name of a distribution as pip compares it."""
    return name.lower().replace("_", "-")


def part(name: str, number: str | None, licence: str | None, site: str | None, kind: str = "library") -> dict[str, Any]:
    """Return a component; what is not known is left out."""
    made: dict[str, Any] = {"type": kind, "bom-ref": f"{name}@{number}" if number else name, "name": name}
    if number:
        made["version"] = number
    if licence:
        made["licenses"] = licences(licence)
    if site:
        made["externalReferences"] = [{"type": "website", "url": site}]
    return made


def licences(text: str) -> list[dict[str, Any]]:
    """Return a licence as CycloneDX writes it."""
    if " WITH " in text:
        return [{"expression": text}]
    is_listed = " " not in text and not text.startswith("LicenseRef-")
    return [{"license": {"id" if is_listed else "name": text}}]


INSIDE = {
    "pillow": [
        part("libjpeg-turbo", features.version("libjpeg_turbo"), "IJG", None),
        part("OpenJPEG", features.version("jpg_2000"), "BSD-2-Clause", None),
        part("libtiff", features.version("libtiff"), "libtiff", None),
        part("zlib-ng", features.version("zlib_ng"), "Zlib", None),
    ],
    "pypdfium2": [part("PDFium", str(PDFIUM_INFO).partition("@")[0], "BSD-3-Clause", None)],
}
"""What is compiled into the libraries of distributions that bring no list of it."""

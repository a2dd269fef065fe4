"""The bill of materials names what is shipped and what lies compiled inside it, and every program with its hash."""

import hashlib
import json
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest

from core.version import version
from resources.installer import bill

SHIPPED = ("reportlab", "pillow", "python-calamine", "pypdfium2", "PySide6-Essentials")


@pytest.fixture
def written(tmp_path: Path) -> dict[str, Any]:
    (tmp_path / "_internal").mkdir()
    (tmp_path / "Anbuncho.exe").write_bytes(b"MZ")
    (tmp_path / "_internal" / "modules.pyz").write_bytes(b"PYZ")
    (tmp_path / "_internal" / "note.txt").write_text("not a program", encoding="utf-8")
    bill.write_bill([distribution(name) for name in SHIPPED], tmp_path)
    read: dict[str, Any] = json.loads((tmp_path / "sbom.cdx.json").read_text(encoding="utf-8"))
    return read


def test_every_part_has_a_reference_of_its_own_that_the_program_depends_on(written: dict[str, Any]) -> None:
    parts = [one for one in written["components"] if one["type"] != "file"]
    references = [one["bom-ref"] for one in written["components"]]
    assert len(set(references)) == len(references)
    assert written["dependencies"] == [{"ref": "Anbuncho", "dependsOn": [one["bom-ref"] for one in parts]}]
    assert written["metadata"]["component"]["version"] == version()


def test_what_is_compiled_into_a_library_is_named_with_its_version(written: dict[str, Any]) -> None:
    inside = {one["name"]: {part["name"] for part in one.get("components", [])} for one in written["components"]}
    assert {"calamine", "quick-xml", "zip"} <= inside["python-calamine"]
    assert "libjpeg-turbo" in inside["pillow"]
    assert inside["pypdfium2"] == {"PDFium"}


def test_programs_and_archives_are_listed_with_their_hash(written: dict[str, Any]) -> None:
    listed = {one["name"]: one["hashes"][0]["content"] for one in written["components"] if one["type"] == "file"}
    assert listed == {
        "Anbuncho.exe": hashlib.sha256(b"MZ").hexdigest(),
        "_internal/modules.pyz": hashlib.sha256(b"PYZ").hexdigest(),
    }


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("MIT", [{"license": {"id": "MIT"}}]),
        ("LicenseRef-Hanazono", [{"license": {"name": "LicenseRef-Hanazono"}}]),
        ("GPL-2.0-or-later WITH Bootloader-exception", [{"expression": "GPL-2.0-or-later WITH Bootloader-exception"}]),
    ],
)
def test_a_licence_is_written_as_the_standard_has_it(text: str, written: list[dict[str, Any]]) -> None:
    assert bill.licences(text) == written


def test_the_list_of_municipalities_stands_in_the_bill_with_its_licence_and_a_text(written: dict[str, Any]) -> None:
    (found,) = [one for one in written["components"] if one["name"].startswith("Municipalities of Japan")]
    assert (found["type"], found["licenses"]) == ("data", [{"license": {"id": "CC0-1.0"}}])
    root = Path(bill.__file__).parents[2]
    assert "CC0 1.0" in (root / "resources" / "licences" / "Municipalities.txt").read_text(encoding="utf-8")
    assert 'folder("resources/municipalities", "*")' in (root / "build.spec").read_text(encoding="utf-8")

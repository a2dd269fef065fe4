"""The steps that the build scripts share: what is installed, where NSIS is looked for, what is missing."""

import re
from pathlib import Path

import pytest

from core.version import ROOT, version
from resources.installer import bundle, release

INSTALLER = ROOT / "resources" / "installer"


def test_what_is_installed_is_what_pyproject_names() -> None:
    names = {re.split(r"[<>=]", line)[0] for line in release.wanted()}
    assert {"PySide6-Essentials", "reportlab", "pyinstaller"} <= names
    assert "pytest" not in names


def test_nsis_is_the_one_named_before_the_one_in_its_usual_folder(tmp_path: Path) -> None:
    usual = tmp_path / "NSIS" / "makensis.exe"
    usual.parent.mkdir()
    usual.touch()
    named = tmp_path / "makensis.cmd"
    named.touch()
    assert release.find_makensis({"PATH": "", "ProgramFiles(x86)": str(tmp_path)}) == str(usual)
    assert release.find_makensis({"PATH": "", "ProgramFiles(x86)": str(tmp_path), "MAKENSIS": str(named)}) == str(named)
    assert release.find_makensis({"PATH": "", "ProgramFiles": str(tmp_path / "nowhere")}) is None


def test_without_nsis_the_zip_and_its_hash_are_made_and_the_build_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "Anbuncho"
    program.mkdir()
    (program / "Anbuncho.exe").write_bytes(b"MZ")
    (tmp_path / "Anbuncho-Setup-0.0.1.exe").write_bytes(b"of an older build")
    monkeypatch.setattr(release, "DIST", tmp_path)
    monkeypatch.setattr(release, "PROGRAM", program)
    assert release.pack_windows({"PATH": ""}) == [release.NO_NSIS]
    archive = f"Anbuncho-{version()}-portable.zip"
    assert {path.name for path in tmp_path.iterdir()} == {"Anbuncho", archive, "SHA256SUMS.txt"}
    assert archive in (tmp_path / "SHA256SUMS.txt").read_text(encoding="utf-8")
    assert f"MB  {bundle.sha256(tmp_path / archive)}" in capsys.readouterr().out


def test_batch_files_are_such_that_every_cmd_reads_them() -> None:
    for path in INSTALLER.rglob("*.cmd"):
        text = path.read_bytes()
        assert text.isascii(), path
        assert text.count(b"\n") == text.count(b"\r\n"), path
    assert "*.cmd text eol=crlf" in (ROOT / ".gitattributes").read_text(encoding="utf-8")


def test_the_batch_file_looks_after_every_step() -> None:
    """An error level below zero is a crash, which `if errorlevel 1` would not see."""
    lines = (INSTALLER / "windows.cmd").read_text(encoding="utf-8").splitlines()
    steps = [number for number, line in enumerate(lines) if line.startswith(('"%', "py "))]
    assert len(steps) == 7
    assert all(lines[number + 1].startswith('if not "%ERRORLEVEL%"=="0" goto') for number in steps)

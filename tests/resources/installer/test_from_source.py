"""Setting up from the source: what is installed and said first, and what is done where nothing may be installed."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from core.version import ROOT
from resources.installer import from_source as source

LACKING = "システムライブラリ(libGL.so.1)がありません。次のパッケージを入れてください: sudo apt-get install libgl1"

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lacks Qt's libraries")


def program(path: Path, text: str) -> None:
    """Write a program of the shell."""
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a folder on the PATH with an apt-get that keeps a diary, and a dpkg-query that knows libegl1 only."""
    folder = tmp_path / "tools"
    folder.mkdir()
    program(folder / "apt-get", f'echo "$DEBIAN_FRONTEND: $*" >> {folder}/diary')
    program(folder / "dpkg-query", 'case "$4" in libegl1) printf installed;; *) exit 1;; esac')
    program(folder / "sudo", f'[ -e {folder}/may ] && shift && exec "$@"')
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    return folder


@on_linux
def test_what_is_missing_is_named_before_it_is_installed(
    tools: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert source.install(["libegl1", "libgl1"], "Qtのために、") is None
    assert capsys.readouterr().out == "Qtのために、次のパッケージを apt-get で入れます: libgl1\n入れました。\n"
    assert (tools / "diary").read_text(encoding="utf-8").splitlines() == [
        "noninteractive: -qq -o DPkg::Lock::Timeout=120 update",
        "noninteractive: -qq -o DPkg::Lock::Timeout=120 install -y --no-install-recommends libgl1",
    ]


@on_linux
def test_root_by_a_plain_su_installs_too(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}/usr/bin")
    program(tools / "apt-get", 'case ":$PATH:" in *:/usr/sbin:/sbin:*) exit 0;; *) exit 100;; esac')
    assert source.install(["libgl1"], "") is None


@on_linux
def test_others_than_root_install_only_where_sudo_asks_nothing(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    refusal = source.install(["libgl1"], "")
    assert refusal == "管理者の権限(rootか、パスワードの要らないsudo)がないため、自動では入れられません。"
    assert not (tools / "diary").exists()
    (tools / "may").touch()
    assert source.install(["libgl1"], "") is None
    assert (tools / "diary").read_text(encoding="utf-8").count("libgl1") == 1


@on_linux
def test_a_failing_or_missing_apt_get_is_told_with_its_own_words(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    program(tools / "apt-get", "echo 'E: Unable to locate package libgl1' >&2; exit 100")
    assert source.install(["libgl1"], "") == (
        "apt-get でパッケージを入れられませんでした。\nE: Unable to locate package libgl1"
    )
    monkeypatch.setenv("PATH", "")
    assert source.install(["libgl1"], "") == "apt-get がないため、自動では入れられません。"


@pytest.mark.window
def test_nothing_is_installed_where_nothing_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert source.with_system_libraries(sys.executable, ROOT, screen_needed=False) is None
    assert capsys.readouterr().out == ""


@on_linux
def test_a_library_that_cannot_be_installed_is_named_after_the_reason(
    tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("PYTHONPATH", str(broken_qt(tmp_path)))
    told = source.with_system_libraries(sys.executable, ROOT, screen_needed=False)
    assert told is not None
    first, second = told.splitlines()
    assert first.startswith("管理者の権限")
    assert second.startswith("画面の表示に必要なシステムライブラリ(")
    assert "sudo apt-get install libegl1 " in second


def broken_qt(folder: Path) -> Path:
    """Make a Qt whose libraries cannot be loaded; return the folder to put on Python's path."""
    package = folder / "broken" / "PySide6"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "QtWidgets.abi3.so").write_bytes(b"no library")
    return package.parent


def test_without_a_window_the_sample_is_on_the_terminal_and_in_the_folder_as_the_same_pdf_each_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert source.show_sample(sys.executable, ROOT, tmp_path, "ウィンドウを開くには、…") == 0
        said = capsys.readouterr().out
        assert "合計(最大)" in said
        assert "19,620,000" in said
        assert said.endswith("見本の按分表を 見本の按分表.pdf に書き出しました。\nウィンドウを開くには、…\n")
        assert [path.name for path in tmp_path.iterdir()] == ["見本の按分表.pdf"]
    assert (tmp_path / "見本の按分表.pdf").read_bytes().startswith(b"%PDF-")


def test_the_same_pdf_is_written_once_and_another_of_its_name_is_kept(tmp_path: Path) -> None:
    made, folder = tmp_path / "表.pdf", tmp_path / "机"
    folder.mkdir()
    made.write_bytes(b"new")
    assert [source.place(made, folder).name for _ in range(2)] == ["表.pdf", "表.pdf"]
    (folder / "表.pdf").write_bytes(b"somebody's own")
    assert [source.place(made, folder).name for _ in range(2)] == ["表 2.pdf", "表 2.pdf"]
    assert (folder / "表.pdf").read_bytes() == b"somebody's own"


def test_a_folder_that_takes_no_pdf_is_named(tmp_path: Path) -> None:
    made = tmp_path / "表.pdf"
    made.write_bytes(b"new")
    with pytest.raises(source.Stopped, match=r"表\.pdf に書き込めません"):
        source.place(made, tmp_path / "ない")


def test_how_to_get_the_window_names_what_is_missing_and_the_line_to_run_again() -> None:
    without_screen, without_libraries = source.how_to_get_the_window(None), source.how_to_get_the_window(LACKING)
    assert without_screen.startswith("画面(ディスプレイ)が見つからないため、")
    assert LACKING in without_libraries.splitlines()
    assert without_screen.endswith(source.AGAIN)
    assert without_libraries.endswith(source.AGAIN)


def test_a_refusal_of_the_program_stops_with_its_sentence(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "main.py"), "show", str(tmp_path / "ない.anbun"), "allocation"]
    with pytest.raises(source.Stopped, match="見つかりません"):
        source.said_by(command, dict(os.environ))


SMALL_CONFTEST = """
def pytest_addoption(parser):
    parser.addoption("--without-window", action="store_true")
"""
SMALL_TEST = """
def test_it(request):
    assert request.config.getoption("--without-window") is {left_out}
"""


@pytest.mark.parametrize(
    ("missing", "left_out", "code", "said"),
    [
        (None, False, 0, ["行った試験はすべて通りました。"]),
        (None, True, 1, ["通らなかった試験があります。上の表示を見てください。"]),
        (
            LACKING,
            True,
            0,
            [
                "行った試験はすべて通りました。",
                "画面の試験(tests/ui、tests/resources/icons、印 window の付いた試験)は省きました。",
                LACKING,
            ],
        ),
    ],
    ids=["all pass", "one fails", "those of the window are left out"],
)
def test_the_tests_are_run_and_what_was_left_out_is_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], missing: str | None, left_out: bool, code: int, said: list[str]
) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    (tmp_path / "conftest.py").write_text(SMALL_CONFTEST, encoding="utf-8")
    (tmp_path / "test_small.py").write_text(SMALL_TEST.format(left_out=left_out), encoding="utf-8")
    assert source.run_pytest(sys.executable, tmp_path, missing) == code
    assert capfd.readouterr().out.splitlines()[-len(said) :] == said


def collected(*arguments: str, path: Path) -> subprocess.CompletedProcess[str]:
    """Collect all tests with `path` before the others on Python's path."""
    options = ["-n", "0", "--collect-only", "-q", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options],
        env={**os.environ, "PYTHONPATH": str(path)},
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@on_linux
def test_pytest_itself_refuses_where_libraries_lack_and_collects_what_needs_none(tmp_path: Path) -> None:
    path = broken_qt(tmp_path)
    refused = collected(path=path)
    assert refused.returncode == 4
    assert "sudo apt-get install libegl1 " in refused.stderr
    assert "--without-window" in refused.stderr
    done = collected("--without-window", path=path)
    assert done.returncode == 0, done.stdout
    names = [line for line in done.stdout.splitlines() if "::" in line]
    assert "tests/test_main.py::test_no_command_needs_qt" in names
    assert not [
        name for name in names if "screenshots" in name or name.startswith(("tests/ui", "tests/resources/icons"))
    ]
    assert len([name for name in names if name.startswith("tests/core/")]) > 2_000


@on_linux
def test_a_python_is_healthy_that_starts_is_new_enough_and_has_pip(tmp_path: Path) -> None:
    python = tmp_path / "python"
    assert not source.is_healthy(str(python))
    program(python, "exit 1")
    assert not source.is_healthy(str(python))
    program(python, f'exec {sys.executable} -S "$@"')
    assert not source.is_healthy(str(python)), "no library beside Python's own, so no pip"
    program(python, f'exec {sys.executable} "$@"')
    assert source.is_healthy(str(python))


@on_linux
def test_an_unusable_environment_is_named_and_nothing_of_it_is_removed(tools: Path, tmp_path: Path) -> None:
    folder = tmp_path / ".venv"
    (folder / "bin").mkdir(parents=True)
    program(folder / "bin" / "python", "exit 1")
    (folder / "include").write_text("in the way of a new one", encoding="utf-8")
    before = sorted(folder.rglob("*"))
    with pytest.raises(source.Stopped, match=rf"{folder} のPythonが使えません。このフォルダーを消してから"):
        source.environment(tmp_path)
    assert sorted(folder.rglob("*")) == before


@on_linux
def test_an_environment_that_works_is_taken_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    program(tmp_path / ".venv" / "bin" / "python", f'exec {sys.executable} "$@"')
    assert source.environment(tmp_path) == str(tmp_path / ".venv" / "bin" / "python")
    assert capsys.readouterr().out == ""


@on_linux
def test_a_folder_without_room_for_an_environment_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Root may write in every folder but on a read-only disk, of which not every machine has one.
    monkeypatch.setattr(os, "access", lambda path, _: path != tmp_path)
    with pytest.raises(source.Stopped, match=f"{tmp_path} に書き込めないため"):
        source.environment(tmp_path)
    assert list(tmp_path.iterdir()) == []


@on_linux
def test_a_python_without_ensurepip_is_told_the_package(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = tools / "python"
    program(python, "exit 1")
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    with pytest.raises(source.Stopped, match=f"sudo apt-get install {package}$"):
        source.need_ensurepip()
    program(python, f"[ -e {tools}/diary ]")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    source.need_ensurepip()
    assert package in (tools / "diary").read_text(encoding="utf-8")

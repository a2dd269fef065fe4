"""--self-test: one line per step, 0 when all is well, 1 when one step fails, and nothing left behind."""

import os
from pathlib import Path

import pytest

from core.self_test import STEPS, Step, self_test
from core.storage.disk.places import CHOSEN_HOME


def test_a_whole_program_passes_with_one_line_per_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert self_test() == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines[1:-1]] == [f"○ {step.name}" for step in STEPS]
    assert lines[-1] == f"{len(STEPS)}項目すべて正常です。"


def test_a_failing_step_is_told_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(folder: Path) -> str:
        raise OSError("ディスクがありません")

    def talk(folder: Path) -> str:
        print("余計な行")
        return "済み"

    monkeypatch.setattr("core.self_test.STEPS", (Step("書く", fail),))
    assert self_test([Step("話す", talk)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "× 書く: OSError: ディスクがありません"
    assert lines[2].startswith("○ 話す: 済み")
    assert lines[3] == "2項目のうち1項目が失敗しました。"


def test_the_users_own_folder_is_not_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CHOSEN_HOME, str(tmp_path / "home"))
    seen = []

    def look(folder: Path) -> str:
        seen.append(os.environ[CHOSEN_HOME])
        return ""

    monkeypatch.setattr("core.self_test.STEPS", (Step("見る", look),))
    assert self_test() == 0
    assert seen != [str(tmp_path / "home")]
    assert os.environ[CHOSEN_HOME] == str(tmp_path / "home")
    assert not (tmp_path / "home").exists()

import shutil
from pathlib import Path

import pytest

from core.cli.run import run
from core.sample import empty, sample
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile
from tests.core.cli.desk import Call, Done


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written into the real folder of the program."""
    monkeypatch.setenv("ANBUNCHO_HOME", str(tmp_path / "プログラムのデータ"))
    monkeypatch.setenv("LOGNAME", "髙木")


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Run a command as main.py does."""

    def do(*arguments: object) -> Done:
        capsys.readouterr()
        try:
            code = run([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        return Done(code, *capsys.readouterr())

    return do


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a file, made once."""
    return _saved(tmp_path_factory.mktemp("見本"), "見本.anbun", sample())


@pytest.fixture
def ledger(sample_file: Path, tmp_path: Path) -> Path:
    """A copy of the sample for this test alone."""
    return Path(shutil.copy(sample_file, tmp_path / "台帳.anbun"))


@pytest.fixture
def empty_ledger(tmp_path: Path) -> Path:
    """A ledger in which nothing has been entered."""
    return _saved(tmp_path, "空.anbun", empty("新しい協議会", "2026-11-23"))


def _saved(folder: Path, name: str, content: object) -> Path:
    file = LedgerFile.new(Home(folder / "home"), content)  # type: ignore[arg-type]
    try:
        file.save_as(folder / name)
    finally:
        file.close()
    return folder / name

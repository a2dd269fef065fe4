import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.jobs.new import new_ledger
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile


@pytest.fixture(scope="session")
def _sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("見本")
    with closing(new_ledger(Home(folder / "home"), with_sample=True)) as file:
        file.save_as(folder / "見本.anbun")
    return folder / "見本.anbun"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """The program's own folder for this test."""
    return Home(tmp_path / "プログラムのデータ")


@pytest.fixture
def path(_sample_file: Path, tmp_path: Path) -> Path:
    """A copy of the sample for this test alone."""
    return Path(shutil.copy(_sample_file, tmp_path / "台帳.anbun"))


@pytest.fixture
def file(home: Home, path: Path) -> Iterator[LedgerFile]:
    """The sample, open."""
    with closing(LedgerFile.open(home, path)) as file:
        yield file

from contextlib import closing
from pathlib import Path

from core.jobs.new import NAME, new_ledger
from core.model.council import Municipality
from core.storage.disk.places import Home


def test_a_new_ledger_is_one_council_without_members_and_has_no_file(tmp_path: Path) -> None:
    with closing(new_ledger(Home(tmp_path))) as file:
        assert (file.path, file.is_dirty) == (None, False)
        assert file.store.book().consortium.name == NAME
        assert not file.store.book().all(Municipality)


def test_the_sample_has_its_six_municipalities(tmp_path: Path) -> None:
    with closing(new_ledger(Home(tmp_path), with_sample=True)) as file:
        assert len(file.store.book().all(Municipality)) == 6

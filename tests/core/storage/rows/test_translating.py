"""The others' history with our ids: what cannot be understood stays as it was written."""

import json

import pytest

from core.storage.rows.translating import with_our_ids

REFERENCES = {("populations", "municipality_id"): "municipalities"}
IDS = {"municipalities": {2: 3}}


def translated(changes: str) -> str:
    ((*head, text),) = with_our_ids([("2026-11-25T10:00:00", "北川", "PC-1", "追加", changes)], IDS, REFERENCES)
    assert head == ["2026-11-25T10:00:00", "北川", "PC-1", "追加"]
    return text


def test_rows_and_what_refers_to_them_bear_our_ids() -> None:
    runs = [
        ["insert", "municipalities", ["id", "name"], [[2, "町"], [1, "村"]]],
        ["update", "municipalities", ["note"], [[2, ["2"], ["3"]]]],
        ["update", "populations", ["municipality_id"], [[2, [1], [2]]]],
        ["delete", "populations", ["id", "municipality_id", "population"], [[2, 2, 2]]],
    ]
    assert json.loads(translated(json.dumps(runs))) == [
        ["insert", "municipalities", ["id", "name"], [[3, "町"], [1, "村"]]],
        ["update", "municipalities", ["note"], [[3, ["2"], ["3"]]]],
        ["update", "populations", ["municipality_id"], [[2, [1], [3]]]],
        ["delete", "populations", ["id", "municipality_id", "population"], [[2, 3, 2]]],
    ]


@pytest.mark.parametrize("junk", ["", "何か", "{}", "[1]", "[" * 4_000, '[["insert","municipalities",["id"],[[1,2]]]]'])
def test_an_entry_that_cannot_be_understood_stays_as_it_is(junk: str) -> None:
    assert translated(junk) == junk

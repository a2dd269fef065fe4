"""採点票のファイル as sealed JSON."""

from pathlib import Path

from core.model.machine.travelling import plain
from core.model.selection.score_file import FORMAT, ScoreFile, read_score_file, seal_hash
from core.storage.disk.errors import CannotSave, told_as
from core.storage.disk.whole_file import write_whole
from core.storage.sealed_json import Refusals, SealedJson

REFUSALS = Refusals("answer_file_foreign", "answer_file_newer", "answer_file_too_large", "answer_file_altered")
SCORE_FILES = SealedJson[ScoreFile](
    "anbuncho-scores", "scores", FORMAT, 16_000_000, REFUSALS, plain, read_score_file, seal_hash
)


def write_score_file(path: Path, file: ScoreFile) -> None:
    """Put the file at `path` at one stroke; raises CannotSave, then what was there is as it was."""
    with told_as(CannotSave, path):
        write_whole(path, SCORE_FILES.content(file))

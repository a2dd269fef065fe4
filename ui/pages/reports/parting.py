"""A printout of many municipalities as one PDF for each."""

from collections.abc import Callable, Iterable
from pathlib import Path

from core.jobs.printing import ToDraw
from core.jobs.writing import name_on_disk
from core.model.council import Municipality
from core.model.machine.faults import Fault
from core.words.sentences import sentence
from ui.files.writing import write_file


def write_parts(
    folder: Path, parts: Iterable[tuple[Municipality, ToDraw]], render: Callable[[ToDraw], bytes | None]
) -> tuple[bool, str]:
    """Write each part under the code and name of its municipality; all are made before the first is written.

    Returns whether that was done, and what is to be said; nothing is said where `render` gave up and said so itself.
    """
    made = [(f"{name_on_disk(f'{one.code}_{one.name}')}.pdf", render(part)) for one, part in parts]
    if not made:
        return False, sentence(Fault("", "nothing_to_print"))
    pdfs = [(name, pdf) for name, pdf in made if pdf is not None]
    if len(pdfs) < len(made):
        return False, ""
    for name, pdf in pdfs:
        if write_file(folder / name, pdf) is not None:
            return False, f"{name} に書き込めません。フォルダーと空き容量を確かめ、別の場所に保存してください。"
    return True, f"{folder.name} に{len(made)}団体のPDFを保存しました。"

"""A printout for many municipalities, reviewers or bidders as one PDF for each."""

from collections.abc import Callable, Iterable
from pathlib import Path

from core.jobs.printing import ToDraw
from core.model.machine.faults import Fault
from core.words.sentences import sentence
from ui.files.writing import write_file

PARTED = {
    "municipality": ("団体ごとに保存", "団体"),
    "reviewer": ("審査員ごとに保存", "名"),
    "bidder": ("提案者ごとに保存", "者"),
}
"""By what a printout is parted: what the button says, and how those are counted who have one each."""


def write_parts(
    folder: Path, parts: Iterable[tuple[str, ToDraw]], render: Callable[[ToDraw], bytes | None], counted: str
) -> tuple[bool, str]:
    """Write each part under its name; all are made before the first is written. `counted` is how those to whom they go
    are counted (団体, 名, 者).

    Returns whether that was done, and what is to be said; nothing is said where `render` gave up and said so itself.
    """
    made = [(f"{name}.pdf", render(part)) for name, part in parts]
    if not made:
        return False, sentence(Fault("", "nothing_to_print"))
    pdfs = [(name, pdf) for name, pdf in made if pdf is not None]
    if len(pdfs) < len(made):
        return False, ""
    for name, pdf in pdfs:
        if write_file(folder / name, pdf) is not None:
            return False, f"{name} に書き込めません。フォルダーと空き容量を確かめ、別の場所に保存してください。"
    return True, f"{folder.name} に{len(made)}{counted}のPDFを保存しました。"

"""Forms to fill in, from the window: written into a folder that is chosen, read from files that are chosen."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from core.jobs.forms import hand_out_forms, read_form, take_forms
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults
from core.model.machine.grids import SourceRefused
from core.model.operating.forms import FilledForm, Form
from core.storage.disk.errors import StoreError
from core.words.sentences import sentence
from ui.session import Session
from ui.shell.memory import Memory
from ui.widgets.banner import Banner

_FILTER = "用紙(Excel) (*.xlsx)"
_FOLDER = "form_folder"


def write_forms(parent: QWidget, memory: Memory, message: Banner, forms: list[Form] | Faults) -> None:
    """Ask for a folder and write the forms there; what came of it is said in `message`."""
    if isinstance(forms, Faults):
        message.show_message("error", " ".join(map(sentence, forms)))
        return
    folder = memory.text(_FOLDER) or str(Path.home())
    chosen = QFileDialog.getExistingDirectory(parent, "用紙の保存先", folder)
    if not chosen:
        return
    memory.set_text(_FOLDER, chosen)
    try:
        paths = hand_out_forms(forms, Path(chosen))
    except StoreError as error:
        message.show_message("error", sentence(error.fault))
        return
    message.show_message("info", f"{len(paths)}団体の用紙を {chosen} に作りました。")


def take_returned(
    parent: QWidget,
    session: Session,
    memory: Memory,
    message: Banner,
    decide: Callable[[list[FilledForm], str], ChangeSet | Faults],
) -> None:
    """Ask for the files that came back and take them in as one action; `decide` is given the forms and today."""
    names, _ = QFileDialog.getOpenFileNames(
        parent, "戻った用紙を選ぶ", memory.text(_FOLDER) or str(Path.home()), _FILTER
    )
    if not names:
        return
    try:
        wish = decide([read_form(Path(name)) for name in names], date.today().isoformat())
        faults = wish if isinstance(wish, Faults) else take_forms(session.file, wish, session.run)
    except SourceRefused as refused:
        faults = Faults((Fault("", refused.rule, refused.facts),))
    except StoreError as error:
        faults = Faults((error.fault,))
    if faults is not None:
        message.show_message("error", "\n".join(map(sentence, faults)))
    elif isinstance(wish, ChangeSet):
        message.show_message("info", f"{wish.label}ました。", "元に戻す", session.undo)

"""Taking a picture from a file: read whole, looked at as if an enemy had made it, and drawn anew."""

from pathlib import Path

from core import heavy
from core.model.machine.faults import Fault, Faults
from core.model.values.pictures import LARGEST_FILE, PictureRefused, TakenPicture


def take_picture_file(path: Path) -> TakenPicture | Faults:
    """Return what may be put into a handout, or why the file may not; nothing is written anywhere."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError:
        return Faults((Fault("", "picture_unreadable", {"path": path.name}),))
    try:
        return heavy.take_picture(content, path.name)
    except PictureRefused as refused:
        return Faults((Fault("", refused.rule, dict(refused.facts)),))

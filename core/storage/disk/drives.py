"""Whether a file lies on a drive that people pull out."""

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import ctypes

_REMOVABLE = 2
"""DRIVE_REMOVABLE of Windows' GetDriveTypeW."""


def is_removable(path: Path) -> bool:
    """Tell whether the file lies on a stick or card; where the system does not say, it does not."""
    if sys.platform == "win32":
        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.absolute().anchor) == _REMOVABLE)
    try:
        device = os.stat(path).st_dev
    except OSError:
        return False
    block = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}")
    try:
        whole = block.resolve()
        # A partition's folder lies in that of its disk.
        flags = [folder / "removable" for folder in (whole, whole.parent)]
        return any(flag.read_text(encoding="ascii").strip() == "1" for flag in flags if flag.is_file())
    except OSError:
        return False

"""Whether this machine can show a window, and if not, what to do: found out before Qt would abort."""

import ctypes
import importlib.util
import os
import re
import socket
import sys
from pathlib import Path

PACKAGES = (
    "libegl1 libgl1 libfontconfig1 libglib2.0-0 libdbus-1-3 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 "
    "libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 "
    "libxcb-xkb1"
)
"""Debian's names of the system libraries that Qt loads; a desktop has them, a bare server has not."""

_INSTEAD = (
    "画面のない環境では、次のように見本の按分表をPDFに書き出せます: "
    "python main.py new 見本.anbun --sample && python main.py print 見本.anbun allocation -o 按分表.pdf"
)


def why_no_window(screen_needed: bool) -> str | None:
    """Return None when a window can be shown, else the Japanese sentences that say what is missing and what to do.

    With `screen_needed` False only Qt's libraries are needed (pictures are drawn off screen).
    """
    missing = missing_libraries(screen_needed)
    if missing:
        return f"{missing} Qtの画面を使わないコマンド(new、show、print など)はそのまま使えます。"
    if screen_needed and has_no_screen():
        return f"画面(ディスプレイ)が見つからないため、ウィンドウを開けません。{_INSTEAD}"
    return None


def missing_libraries(screen_needed: bool) -> str | None:
    """Return one sentence that names the missing system library and the packages to install, or None."""
    if not sys.platform.startswith("linux"):
        return None
    for library in ("QtWidgets.abi3.so", *(("Qt/plugins/platforms/libqxcb.so",) if screen_needed else ())):
        reason = _why_not_loaded(library)
        if reason:
            name = re.match(r"([^:\s]+\.so[.0-9]*)", reason)
            return (
                f"画面の表示に必要なシステムライブラリ({name[1] if name else reason})がありません。"
                f"次のパッケージを入れてください: sudo apt-get install {PACKAGES}"
            )
    return None


def has_no_screen() -> bool:
    """Whether Qt would look for an X server and find none."""
    return _needs_x11() and not _x11_answers()


def _why_not_loaded(library: str) -> str | None:
    spec = importlib.util.find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(spec.submodule_search_locations[0]) / library
    try:
        ctypes.CDLL(str(path))
    except OSError as error:
        return str(error) if path.exists() else None
    return None


def _needs_x11() -> bool:
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    return sys.platform.startswith("linux") and not os.environ.get("WAYLAND_DISPLAY") and chosen in {"", "xcb"}


def _x11_answers() -> bool:
    match = re.fullmatch(r"(?:unix)?:([0-9]+)(?:\.[0-9]+)?", os.environ.get("DISPLAY", ""))
    if not match:
        return bool(os.environ.get("DISPLAY"))
    for address in (f"/tmp/.X11-unix/X{match[1]}", f"\0/tmp/.X11-unix/X{match[1]}"):
        with socket.socket(socket.AF_UNIX) as connection:
            try:
                connection.connect(address)
            except OSError:
                continue
            return True
    return False

"""The preloaded shim: built with gcc when it is needed, steered from the program under test."""

import ctypes
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")


def build(folder: Path) -> Path:
    """Compile the shim and return the library."""
    library = folder / "shim.so"
    command = ["gcc", "-shared", "-fPIC", "-O1", "-w", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True, timeout=60)
    return library


def is_loaded() -> bool:
    return "shim.so" in os.environ.get("LD_PRELOAD", "")


def run_under(arguments: list[str], **more: str) -> "subprocess.CompletedProcess[bytes]":
    """Run Python with the shim loaded."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, **more, "LD_PRELOAD": str(build(Path(folder)))}
        return subprocess.run([sys.executable, *arguments], env=environment, check=False, timeout=3_600)


class Faults:
    """The shim in this process."""

    def __init__(self, folder: Path) -> None:
        self._library = ctypes.CDLL(None)
        self._library.fault_calls.restype = ctypes.c_long
        self._library.fault_arm.argtypes = (ctypes.c_long, ctypes.c_int, ctypes.c_int)
        self._library.fault_watch(os.fsencode(folder))

    def arm(self, number: int, error: int, forever: bool) -> None:
        """Let the `number`-th call from now on (0: none) fail, once or with all that follow; counting begins anew."""
        self._library.fault_arm(number, error, int(forever))

    @property
    def calls(self) -> int:
        """The calls on watched files since `arm`."""
        return int(self._library.fault_calls())

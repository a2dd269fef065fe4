"""The steps of a release that the build scripts share; runs in the very Python that builds, on Windows, Wine or Linux.

release.py wanted             what pip must install before the other commands, one requirement a line
release.py program WORK       dist/SYSTEM/Anbuncho: PyInstaller (which keeps its own files in WORK), papers, checks
release.py windows            dist/windows: portable zip, Setup.exe and SHA256SUMS.txt of that program
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from resources.installer import bundle

HERE = Path(__file__).resolve().parent
SYSTEM = "windows" if sys.platform == "win32" else "linux"
DIST = bundle.ROOT / "dist" / SYSTEM
PROGRAM = DIST / "Anbuncho"
FOLDER_LIMIT_MB = 110
SETUP_LIMIT_MB = 48
NO_NSIS = (
    "NSIS was not found, so there is no Setup.exe; the portable zip is made. Install NSIS 3.08 or later, put makensis "
    "on the PATH or its full path into the variable MAKENSIS, and run the script again."
)


def main() -> int:
    """Run one of the commands; return 1 when a check fails."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", line_buffering=True)
    match sys.argv[1:]:
        case ["wanted"]:
            print("\n".join(wanted()))
            return 0
        case ["program", work]:
            return bundle.told(build_program(Path(work)))
        case ["windows"]:
            return bundle.told(pack_windows(os.environ))
    print(__doc__)
    return 2


def wanted() -> list[str]:
    """Return what the program needs and what builds it, as pyproject.toml has it."""
    project = bundle.project()
    return [*project["dependencies"], *project["optional-dependencies"]["build"]]


def build_program(work: Path) -> list[str]:
    """Build the program's folder anew and put the papers in; return what is wrong with it."""
    from resources.installer import papers  # needs what `wanted` names

    with step("PyInstaller"):
        shutil.rmtree(PROGRAM, ignore_errors=True)
        options = ["--noconfirm", "--log-level", "WARN", "--distpath", str(DIST), "--workpath", str(work)]
        run([sys.executable, "-m", "PyInstaller", *options, "build.spec"])
        if SYSTEM == "linux":
            run(["strip", "--strip-unneeded", *map(str, with_symbols(PROGRAM / "_internal"))])
    with step("Licences, bill of materials, manual"):
        papers.write_papers(PROGRAM)
    if SYSTEM == "linux":
        return [*bundle.size_faults(PROGRAM, None), *bundle.program_faults(PROGRAM, None)]
    external = HERE / "windows-dlls.txt"
    return [*bundle.size_faults(PROGRAM, FOLDER_LIMIT_MB), *bundle.program_faults(PROGRAM, external)]


def with_symbols(inner: Path) -> list[Path]:
    """Return the libraries that Debian's Python brings with their symbols."""
    return sorted([*inner.rglob("lib-dynload/*.so"), *inner.glob("libpython*")])


def pack_windows(surroundings: Mapping[str, str]) -> list[str]:
    """Make the portable zip, then Setup where there is NSIS, then the list of hashes; return what is wrong."""
    version = bundle.version()
    setup = f"Anbuncho-Setup-{version}.exe"
    for old in bundle.released(DIST):
        old.unlink()
    with step("Portable zip"):
        bundle.write_zip(PROGRAM, DIST / f"Anbuncho-{version}-portable.zip")
    makensis = find_makensis(surroundings)
    if makensis:
        with step("Setup"):
            run([makensis, *setup_options(version, DIST / setup)])
    faults = bundle.list_hashes(DIST, {setup: str(SETUP_LIMIT_MB)})
    return faults if makensis else [*faults, NO_NSIS]


def find_makensis(surroundings: Mapping[str, str]) -> str | None:
    """Return NSIS's compiler: the one in MAKENSIS, on the PATH, or in its usual folders."""
    usual = [surroundings.get(name) for name in ("ProgramFiles(x86)", "ProgramFiles", "LOCALAPPDATA")]
    places = [surroundings.get("MAKENSIS"), shutil.which("makensis", path=surroundings.get("PATH"))]
    places += [str(Path(folder) / "NSIS" / "makensis.exe") for folder in usual if folder]
    return next((place for place in places if place and Path(place).is_file()), None)


def setup_options(version: str, output: Path) -> list[str]:
    """Return what makensis is asked for."""
    return [
        "-V2",
        *("-INPUTCHARSET", "UTF8"),
        f"-DVERSION={version}",
        f"-DSOURCE={PROGRAM}",
        f"-DOUTPUT={output}",
        f"-DRESOURCES={bundle.ROOT / 'resources'}",
        str(HERE / "anbuncho.nsi"),
    ]


def run(command: Sequence[str]) -> None:
    """Run a program in the checkout; a program that fails ends the build."""
    ended = subprocess.run(command, cwd=bundle.ROOT, stdin=subprocess.DEVNULL, check=False).returncode
    if ended:
        raise SystemExit(f"REFUSED: {command[0]} ended with {ended}")


@contextmanager
def step(name: str) -> Iterator[None]:
    """Say what is being done and, afterwards, how long it took."""
    print(f"\n== {name}")
    started = time.monotonic()
    yield
    print(f"{name}: {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    sys.exit(main())

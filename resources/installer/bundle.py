"""Looks at what was built, packs it and lists its hashes; needs no part of the program.

bundle.py version                                   the version in pyproject.toml
bundle.py check FOLDER [--limit-mb N] [--external LIST]
bundle.py zip FOLDER OUT.zip                        the portable program: FOLDER with the mark portable.txt
bundle.py hashes FOLDER [--limit-mb NAME=N]…        SHA256SUMS.txt of the files in FOLDER, and their sizes
"""

import argparse
import hashlib
import sys
import time
import tomllib
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1_000_000
WINDOWS_PROGRAM = {".dll", ".exe", ".pyd"}
WINE_MARKS = (b"Wine builtin DLL", b"Wine placeholder DLL")
PORTABLE_NOTE = (
    "このファイルがあると、按分帳は設定と控えを、このフォルダーの中の data に置きます。\r\n"
    "消すと、利用者ごとのフォルダー(%LOCALAPPDATA%\\Anbuncho)に置きます。\r\n"
)


def main() -> int:
    """Run one of the commands; return 1 when a check fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("version")
    check = commands.add_parser("check")
    check.add_argument("folder", type=Path)
    check.add_argument("--limit-mb", type=int)
    check.add_argument("--external", type=Path)
    pack = commands.add_parser("zip")
    pack.add_argument("folder", type=Path)
    pack.add_argument("output", type=Path)
    hashes = commands.add_parser("hashes")
    hashes.add_argument("folder", type=Path)
    hashes.add_argument("--limit-mb", action="append", default=[])
    options = parser.parse_args()
    if options.command == "version":
        print(version())
        return 0
    if options.command == "zip":
        write_zip(options.folder, options.output)
        return 0
    if options.command == "hashes":
        return told(list_hashes(options.folder, dict(limit.split("=") for limit in options.limit_mb)))
    return told([*size_faults(options.folder, options.limit_mb), *program_faults(options.folder, options.external)])


def told(faults: list[str]) -> int:
    """Print the faults and return the exit code."""
    for fault in faults:
        print(f"REFUSED: {fault}", file=sys.stderr)
    return 1 if faults else 0


def project() -> dict[str, Any]:
    """Return what pyproject.toml says of the program."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def version() -> str:
    """Return the version, which stands in pyproject.toml only."""
    return str(project()["version"])


def files_of(folder: Path) -> list[Path]:
    """Return all files below `folder`, in a fixed order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def size_faults(folder: Path, limit: int | None) -> list[str]:
    """Print what the folder and its largest parts weigh; return a fault when it is above `limit` MB."""
    parts: defaultdict[str, int] = defaultdict(int)
    for path in files_of(folder):
        if not path.is_symlink():
            parts["/".join(path.relative_to(folder).parts[:2])] += path.stat().st_size
    total = sum(parts.values())
    print(f"{folder.name}: {total / MEGABYTE:.1f} MB, {len(files_of(folder))} files")
    for name, size in sorted(parts.items(), key=lambda part: -part[1])[:8]:
        print(f"  {size / MEGABYTE:6.1f} MB  {name}")
    return [f"{total / MEGABYTE:.1f} MB, more than {limit} MB"] if limit and total > limit * MEGABYTE else []


def program_faults(folder: Path, external: Path | None) -> list[str]:
    """Return a fault for each file of Wine in the bundle and each library of Windows that the list does not name."""
    programs = [path for path in files_of(folder) if path.suffix.lower() in WINDOWS_PROGRAM]
    faults = [f"{path.name} is a part of Wine" for path in programs if is_wines(path)]
    if external is not None:
        wanted = needed_libraries(programs) - {path.name.lower() for path in programs}
        lines = external.read_text(encoding="utf-8").splitlines()
        known = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
        print(f"{len(programs)} programs and libraries; Windows must provide: {', '.join(sorted(wanted))}")
        faults += [f"{name} is not in {external.name}" for name in sorted(wanted - known)]
    return faults


def is_wines(path: Path) -> bool:
    """Return whether a library is one of Wine's own: it says so in its first bytes."""
    with path.open("rb") as file:
        head = file.read(256)
    return any(mark in head for mark in WINE_MARKS)


def needed_libraries(programs: list[Path]) -> set[str]:
    """Return the names of all libraries that the programs ask for, also those asked for late only."""
    import pefile  # type: ignore[import-not-found, unused-ignore]

    needed = set()
    for path in programs:
        image = pefile.PE(str(path), fast_load=True)
        image.parse_data_directories(directories=[1, 13])
        for kind in ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT"):
            needed |= {entry.dll.decode().lower() for entry in getattr(image, kind, [])}
        image.close()
    return needed


def write_zip(folder: Path, output: Path) -> None:
    """Write the program as a zip whose one folder runs from anywhere and keeps its settings beside itself."""
    top = output.stem
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files_of(folder):
            archive.write(path, f"{top}/{path.relative_to(folder).as_posix()}")
        note = zipfile.ZipInfo(f"{top}/portable.txt", time.localtime()[:6])
        note.external_attr = 0o644 << 16
        archive.writestr(note, "\ufeff" + PORTABLE_NOTE)


def list_hashes(folder: Path, limits: dict[str, str]) -> list[str]:
    """Write SHA256SUMS.txt for the files that lie in `folder` itself; return a fault for each that is too large."""
    lines, faults = [], []
    for path in released(folder):
        size = path.stat().st_size / MEGABYTE
        lines.append(f"{sha256(path)}  {path.name}")
        print(f"{size:7.1f} MB  {lines[-1]}")
        if path.name in limits and size > float(limits[path.name]):
            faults.append(f"{path.name} has {size:.1f} MB, more than {limits[path.name]} MB")
    (folder / "SHA256SUMS.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return faults


def released(folder: Path) -> Iterator[Path]:
    """Yield what is handed out: the files that lie in the folder itself, but not the list."""
    yield from (path for path in sorted(folder.iterdir()) if path.is_file() and path.name != "SHA256SUMS.txt")


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    sys.exit(main())

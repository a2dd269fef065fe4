"""Puts the papers that an IT section asks for into a built folder; runs in the very Python that built it.

    papers.py FOLDER

Into FOLDER/_internal/resources/licences: the licence text of everything shipped. Into FOLDER itself: sbom.cdx.json
(CycloneDX 1.5), the manual and the install note as PDF, and SHA256SUMS.txt over every file of the folder.
"""

import shutil
import sys
import sysconfig
from importlib.metadata import Distribution
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from resources.installer import bill, bundle

LICENCE_NAMES = ("LICEN", "COPYING", "NOTICE", "AUTHORS")
SYSTEM_PACKAGES = ("libffi8", "libsqlite3-0", "libbz2-1.0", "liblzma5", "zlib1g", "libexpat1", "libuuid1")
"""On Linux: Debian's packages whose libraries Python needs and the bundle therefore carries."""


def main() -> int:
    """Write all papers into the folder named on the command line."""
    write_papers(Path(sys.argv[1]))
    return 0


def write_papers(folder: Path) -> None:
    """Write all papers into a built folder, and the list of its files' hashes last."""
    inner = folder / "_internal"
    shipped = bill.distributions()
    texts = inner / "resources" / "licences"
    copy_licences(shipped, texts)
    bill.write_bill(shipped, folder)
    print_manual(folder)
    lines = [f"{bundle.sha256(path)}  {path.relative_to(folder).as_posix()}" for path in bundle.files_of(folder)]
    (folder / "SHA256SUMS.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(shipped)} distributions, {len(list(texts.iterdir()))} licence texts, {len(lines)} files listed")


def copy_licences(shipped: list[Distribution], target: Path) -> None:
    """Copy every licence text under a name that says whose it is."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(bundle.ROOT / "LICENSE", target / "Anbuncho.txt")
    for _, _, text in bill.FONTS:
        shutil.copy(bundle.ROOT / "resources" / "fonts" / text, target / f"Fonts-{text}")
    for one in shipped:
        for file in one.files or []:
            if ".dist-info" in file.parts[0] and is_licence(file.parts):
                place_text(one, file.parts, Path(str(one.locate_file(file))), target)
    for path in (Path(sys.base_prefix) / "LICENSE.txt", Path(sysconfig.get_paths()["stdlib"]) / "LICENSE.txt"):
        if path.is_file():
            shutil.copy(path, target / "Python.txt")
    if sys.platform.startswith("linux"):
        for package in ("python3.11", *SYSTEM_PACKAGES):
            path = Path("/usr/share/doc") / package / "copyright"
            if path.is_file():
                shutil.copy(path, target / f"Debian-{package}.txt")


def is_licence(parts: tuple[str, ...]) -> bool:
    """Return whether a file of a distribution, by the parts of its path, is a licence text."""
    if parts[-1].startswith("LicenseRef-Qt-Commercial"):
        return False  # Qt is used under the LGPL, whose text lies among our own
    named = any(mark in parts[-1].upper() for mark in LICENCE_NAMES)
    return named or bool({"licenses", "LICENSES", "BUILD_LICENSES"} & set(parts))


def place_text(one: Distribution, parts: tuple[str, ...], source: Path, target: Path) -> None:
    """Copy one text of a distribution; parts of its path tell texts of the same name apart."""
    inner = [part for part in parts[1:] if part != "licenses"]
    name = "-".join([one.metadata["Name"], *inner])
    shutil.copy(source, target / (name if name.endswith(".txt") else f"{name}.txt"))


def print_manual(folder: Path) -> None:
    """Write 取扱説明書.pdf and 導入の手引き.pdf from the chapters that the window shows."""
    from core import heavy
    from core.documents.manual.chapters import INSTALL, chapters
    from core.documents.manual.sheets import printed

    every = chapters()
    (folder / "取扱説明書.pdf").write_bytes(heavy.render(printed("按分帳 取扱説明書", every)))
    note = [chapter for chapter in every if chapter.key == INSTALL]
    (folder / "導入の手引き.pdf").write_bytes(heavy.render(printed(note[0].title, note)))


if __name__ == "__main__":
    sys.exit(main())

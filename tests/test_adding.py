"""docs/adding.md: what it shows fits the program as it is, and works."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "docs" / "adding.md").read_text(encoding="utf-8")
COPIED = ("core", "ui", "tests", "docs", "main.py", "pyproject.toml")
TESTS = (
    "tests/core/cli/test_lending.py",
    "tests/core/documents/loans",
    "tests/core/documents/manual",
    "tests/core/operations/loans",
    "tests/core/storage/versions/test_migrations.py",
    "tests/core/test_every_record.py",
    "tests/ui/pages/loans",
)
CONCERNED = "loan or lent or homepage or municipalities or manual or made_of"


def sections() -> dict[str, str]:
    """Return by heading what the guide says of each thing."""
    parts = re.split(r"^## (.+)$", GUIDE, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def hunks(diff: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the file of each hunk with its lines."""
    path = ""
    for part in re.split(r"^(?=\+\+\+ |@@$)", diff, flags=re.MULTILINE):
        if part.startswith("+++ "):
            path = part[4:].strip()
        elif part.startswith("@@"):
            yield path, part.splitlines()[1:]


def apply(tree: Path, path: str, lines: list[str]) -> None:
    """Put a hunk in: its lines are found in the file, or make a new one."""
    file = tree / path
    before = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("+"))
    after = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("-"))
    if not before:
        assert not file.exists(), path
        if not file.parent.exists():
            file.parent.mkdir(parents=True)
            if path.startswith(("core/", "ui/")):
                (file.parent / "__init__.py").touch()
        file.write_text(after, encoding="utf-8")
        return
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{path} has {text.count(before)} times:\n{before}"
    file.write_text(text.replace(before, after), encoding="utf-8")


def run(tree: Path, *arguments: str) -> str:
    """Run Python in the copy and return what it prints."""
    environment = {**os.environ, "ANBUNCHO_HOME": str(tree / "home"), "PYTHONPATH": str(tree)}
    environment.pop("PYTEST_XDIST_WORKER", None)
    done = subprocess.run(
        [sys.executable, "-B", *arguments],
        check=False,
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def follow(tree: Path, section: str) -> None:
    """Do what a section shows, the version's number and hash filled in as it says."""
    versions = tree / "core" / "storage" / "versions"
    number = f"{len(list(versions.glob('v[0-9]*.py'))) + 1:03}"
    diff = "".join(re.findall(r"```diff\n(.*?)```", section, re.DOTALL)).replace("NNN", number)
    for path, lines in hunks(diff):
        apply(tree, path, lines)
    for migration in versions.glob(f"v{number}_*.py"):
        (hash_of,) = re.findall(r'python -c "(.+)"', GUIDE)
        found = run(tree, "-c", hash_of).strip()
        migration.write_text(migration.read_text().replace('SCHEMA_HASH = ""', f'SCHEMA_HASH = "{found}"'))
        run(tree, "tests/data/make_schema.py")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the program with what is compiled of it, for what is not written anew need not be compiled anew; fonts
    and pictures are too heavy to be copied, the manual and the samples are written to."""
    made = tmp_path / "按分帳"
    made.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, made / name, ignore=shutil.ignore_patterns("*.pyc.*"))  # half-written
        else:
            shutil.copy(ROOT / name, made / name)
    (made / "resources").mkdir()
    for path in (ROOT / "resources").iterdir():
        if path.name in {"manual", "samples"}:
            shutil.copytree(path, made / "resources" / path.name)
        else:
            (made / "resources" / path.name).symlink_to(path, target_is_directory=path.is_dir())
    return made


def test_the_guide_tells_of_everything_that_people_add() -> None:
    told = sections()
    assert list(told) == ["A field", "A record", "A page", "A rule", "A printout", "A command"]
    for heading, text in told.items():
        assert re.search(r"^1\. ", text, re.MULTILINE), f"{heading} has its list"
        assert "```diff\n" in text, f"{heading} has its example"


def test_files_that_the_guide_names_are_there() -> None:
    words = re.sub(r"```.*?```", "", GUIDE, flags=re.DOTALL)
    named = re.findall(r"`((?:core|ui|tests|resources|docs)/[\w/]+(?:\.\w+)?)`", words)
    assert len(named) > 10
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.long
@pytest.mark.window
def test_what_the_guide_shows_works(tree: Path) -> None:
    for section in sections().values():
        follow(tree, section)
    run(tree, "-m", "pytest", "-q", "-n", "0", "-x", "-k", CONCERNED, *TESTS)
    ledger = tree / "台帳.anbun"
    run(tree, "main.py", "new", str(ledger), "--sample")
    (tree / "団体.csv").write_text("団体コード,URL\n162116,髙岡.example\n", encoding="utf-8-sig")
    run(tree, "main.py", "import", str(ledger), "団体.csv")
    (tree / "貸与品.csv").write_text("団体,品名,貸与日\n射水市,端末,H26.10.1\n", encoding="utf-8-sig")
    run(tree, "main.py", "import", str(ledger), "貸与品.csv")
    (loan,) = json.loads(run(tree, "main.py", "show", str(ledger), "貸与品", "--json"))
    assert (loan["called"], loan["lent_on"], loan["value_yen"]) == ("射水市に貸した「端末」", "2014-10-01", None)
    listed = run(tree, "main.py", "print", str(ledger), "list", "--table", "municipalities", "-o", "団体.pdf")
    assert (tree / "団体.pdf").read_bytes().startswith(b"%PDF"), listed
    run(tree, "main.py", "print", str(ledger), "loans", "-o", "貸与中.pdf")
    assert "端末" in run(tree, "main.py", "loans", str(ledger))

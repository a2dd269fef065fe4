"""Everything between a fresh machine with Python and the program running from its source, for resources/try_it.py.

Only the standard library is used. Python's libraries go into .venv beside main.py; Qt's system libraries are installed
where that may be done without a question, and where not, what needs no window is done and the rest is named.
"""

import filecmp
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from core import display

ROOT = Path(__file__).resolve().parents[2]
AGAIN = "py resources\\try_it.py" if sys.platform == "win32" else "python3 resources/try_it.py"
PDF = "見本の按分表.pdf"
USAGE = f"使い方: {AGAIN} [--test]\n  引数なし: 見本を開きます\n  --test: 試験を行います"
HEALTHY = "import sys, pip; sys.exit(sys.version_info < (3, 11))"


class Stopped(Exception):
    """It cannot go on; the text says why and what to do, in Japanese."""


def main(arguments: Sequence[str]) -> int:
    """Set everything up and do the job; return the job's exit code, 1 where it cannot be done, 2 for a wrong call."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)
    if list(arguments) not in ([], ["--test"]):
        print(USAGE, file=sys.stderr)
        return 2
    try:
        return run_tests(ROOT) if arguments else open_sample(ROOT)
    except Stopped as reason:
        print(reason, file=sys.stderr)
    except OSError as error:
        print(f"続けられませんでした: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("中止しました。同じ命令で続きから始められます。", file=sys.stderr)
    return 1


def open_sample(root: Path) -> int:
    """Open the window on the sample, or show its table where there can be no window; return the exit code."""
    python = set_up(root, extras=())
    missing = with_system_libraries(python, root, screen_needed=True)
    if missing or display.has_no_screen():
        return show_sample(python, root, Path.cwd(), how_to_get_the_window(missing))
    print("見本を開きます。")
    return subprocess.call([python, str(root / "main.py"), "--sample"])


def run_tests(root: Path) -> int:
    """Run the tests, without those of the window where Qt lacks libraries; return pytest's exit code."""
    python = set_up(root, extras=("test",))
    missing = with_system_libraries(python, root, screen_needed=False)
    return run_pytest(python, root, missing)


def run_pytest(python: str, root: Path, missing: str | None) -> int:
    """Run the tests; `missing` says why those of the window are left out, which is told at the end."""
    print("試験を行います。")
    code = subprocess.call([python, "-m", "pytest", *(["--without-window"] if missing else [])], cwd=root)
    done = "通らなかった試験があります。上の表示を見てください。" if code else "行った試験はすべて通りました。"
    print(done)
    if missing:
        print(f"画面の試験(tests/ui、tests/resources/icons、印 window の付いた試験)は省きました。\n{missing}")
    return code


def how_to_get_the_window(missing: str | None) -> str:
    """Return what keeps the window from opening and how to get it."""
    if missing:
        return f"ウィンドウは開けませんでした。\n{missing}\n入れた後に、画面のあるところで実行してください: {AGAIN}"
    return (
        "画面(ディスプレイ)が見つからないため、ウィンドウの代わりに按分表を出しました。ウィンドウを開くには、"
        f"画面のあるところで(離れたPCへは ssh -X でつないで)実行してください: {AGAIN}"
    )


def show_sample(python: str, root: Path, folder: Path, why: str) -> int:
    """Print the sample's allocation table, leave it as a PDF in `folder`, and say `why` there is no window."""
    with TemporaryDirectory() as temporary:
        ledger, made = str(Path(temporary) / "見本.anbun"), Path(temporary) / PDF
        surroundings = {**os.environ, "ANBUNCHO_HOME": str(Path(temporary) / "home")}

        def command(*words: str) -> str:
            return said_by([python, str(root / "main.py"), *words], surroundings)

        command("new", ledger, "--sample")
        print(command("show", ledger, "allocation"))
        command("print", ledger, "allocation", "-o", str(made))
        print(f"見本の按分表を {place(made, folder).name} に書き出しました。")
    print(why)
    return 0


def said_by(command: Sequence[str], surroundings: dict[str, str]) -> str:
    """Return what one of the program's commands prints."""
    done = subprocess.run(command, env=surroundings, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise Stopped(f"見本を出せませんでした。{done.stderr.strip()}")
    return done.stdout


def place(made: Path, folder: Path) -> Path:
    """Put a file into `folder` and return where it lies: another file of its name is kept, and the same one taken."""
    number = 1
    while True:
        target = folder / (made.name if number == 1 else f"{made.stem} {number}{made.suffix}")
        try:
            with target.open("xb") as file:
                file.write(made.read_bytes())
            return target
        except FileExistsError:
            if target.is_file() and filecmp.cmp(made, target, shallow=False):
                return target
            number += 1
        except OSError as error:
            raise Stopped(
                f"{target} に書き込めません。書き込めるフォルダーで実行してください。({error.strerror})"
            ) from error


def set_up(root: Path, extras: Sequence[str]) -> str:
    """Return the Python of `root`'s .venv, which then has all that is wanted for the program and `extras`."""
    python = environment(root)
    print("Pythonの部品を確かめています(初めてのときは100MB余りを取り寄せるため、数分かかることがあります)。")
    done = quietly([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *wanted(root, extras)])
    if done.returncode:
        raise Stopped(
            "Pythonの部品を取り寄せられませんでした。ネットワークにつながっているか、プロキシーとpipの設定を確かめて、"
            f"もう一度実行してください。\n{last_words(done)}"
        )
    return python


def wanted(root: Path, extras: Sequence[str]) -> list[str]:
    """Return what pip must install for the program and `extras`, as pyproject.toml has it."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *(one for extra in extras for one in project["optional-dependencies"][extra])]


def environment(root: Path) -> str:
    """Return the Python of `root`'s .venv, made where there is none yet; nothing of an unusable one is removed."""
    folder = root / ".venv"
    python = str(folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python"))
    if is_healthy(python):
        return python
    if not os.access(folder if folder.exists() else root, os.W_OK):
        raise Stopped(
            f"{root} に書き込めないため、.venv を作れません。書き込めるフォルダーに写してから実行してください。"
        )
    need_ensurepip()
    print(f"Pythonの部品を入れる場所を作ります: {folder}")
    done = quietly([sys.executable, "-m", "venv", str(folder)])
    if not is_healthy(python):
        told = f"{folder} のPythonが使えません。このフォルダーを消してから、もう一度実行してください。"
        raise Stopped(f"{told}\n{last_words(done)}".rstrip())
    return python


def is_healthy(python: str) -> bool:
    """Whether a Python starts, is new enough and has pip."""
    try:
        return quietly([python, "-c", HEALTHY]).returncode == 0
    except OSError:
        return False


def need_ensurepip() -> None:
    """Debian keeps what a new .venv needs in a package of its own: after this it is there."""
    question = [sys.executable, "-c", "import ensurepip"]
    if quietly(question).returncode == 0:
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    reason = install([package], "Pythonの部品を入れる場所(.venv)を作るために")
    if quietly(question).returncode:
        raise Stopped(
            f"{package} がないため、Pythonの部品を入れる場所(.venv)を作れません。\n{reason or ''}\n"
            f"次の命令で入れてから、もう一度実行してください: sudo apt-get install {package}"
        )


def with_system_libraries(python: str, root: Path, screen_needed: bool) -> str | None:
    """Install Qt's system libraries where they lack and it may be done; return None, or what still lacks and why."""
    missing = missing_libraries(python, root, screen_needed)
    if not missing:
        return None
    reason = install(display.PACKAGES.split(), "Qtが画面を描くのに使うシステムライブラリがないので、")
    still = missing_libraries(python, root, screen_needed)
    return "\n".join(filter(None, (reason, still))) if still else None


def missing_libraries(python: str, root: Path, screen_needed: bool) -> str:
    """Ask the Python that has Qt, in a process of its own: a library that was not found is looked for anew."""
    question = f"from core.display import missing_libraries; print(missing_libraries({screen_needed}) or '')"
    return quietly([python, "-X", "utf8", "-c", question], cwd=root).stdout.strip()


def install(packages: Sequence[str], why: str) -> str | None:
    """Install Debian's packages after saying so; return None, or a sentence that says why they were not installed."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-query")):
        return "apt-get がないため、自動では入れられません。"
    before = before_apt_get()
    if before is None:
        return "管理者の権限(rootか、パスワードの要らないsudo)がないため、自動では入れられません。"
    lacking = [one for one in packages if not is_installed(one)] or list(packages)
    print(f"{why}次のパッケージを apt-get で入れます: {' '.join(lacking)}")
    # Who became root by a plain `su` has no folder of the administrator's programs on the PATH, where dpkg looks.
    surroundings = ["DEBIAN_FRONTEND=noninteractive", f"PATH={os.environ['PATH']}:/usr/local/sbin:/usr/sbin:/sbin"]
    apt_get = [*before, "env", *surroundings, "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    # Where one of many sources cannot be read, apt-get update fails and the packages may be had all the same.
    quietly([*apt_get, "update"])
    done = quietly([*apt_get, "install", "-y", "--no-install-recommends", *lacking])
    if done.returncode:
        return f"apt-get でパッケージを入れられませんでした。\n{last_words(done)}"
    print("入れました。")
    return None


def before_apt_get() -> list[str] | None:
    """Return the words that give apt-get its rights: none for root, sudo where it asks nothing; None without any."""
    if os.geteuid() == 0:
        return []
    may = shutil.which("sudo") and quietly(["sudo", "-n", "true"]).returncode == 0
    return ["sudo", "-n"] if may else None


def is_installed(package: str) -> bool:
    """Whether dpkg knows a package as installed."""
    return quietly(["dpkg-query", "-W", "-f", "${db:Status-Status}", package]).stdout == "installed"


def quietly(command: Sequence[str], cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command that asks nothing and shows nothing; what it said is in the result."""
    return subprocess.run(
        command, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace", check=False
    )


def last_words(done: subprocess.CompletedProcess[str]) -> str:
    """Return the last lines of what a command said, for whoever must find out why it failed."""
    return "\n".join((done.stderr.strip() or done.stdout.strip()).splitlines()[-3:])

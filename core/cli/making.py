"""The command new: a new file, empty or with the sample."""

from argparse import Namespace
from contextlib import closing
from pathlib import Path

from core.cli.arguments import Command, Parser, add_ledger
from core.cli.output import CommandFailed
from core.jobs.new import new_ledger
from core.storage.disk.places import default_home


def _describe(parser: Parser) -> None:
    add_ledger(parser)
    parser.add_argument("--sample", action="store_true", help="見本(富山県の6市町村と31件の要望)を入れます。")


def new(options: Namespace) -> int:
    """Make a file; refuses to replace one that exists."""
    path = Path(options.file)
    if path.exists():
        raise CommandFailed(f"{path.name} は既にあります。別の名前を指定してください。")
    with closing(new_ledger(default_home(), options.sample)) as file:
        file.save_as(path)
    print(f"{path.name} を作りました。")
    return 0


NEW = Command(_describe, new)

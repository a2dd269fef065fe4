"""The command handout: the handouts of a ledger, begun from templates, kept as templates, with pictures put in."""

import sys
from argparse import Namespace
from pathlib import Path

from core.cli.arguments import Command, Parser, add_ledger
from core.cli.output import CommandFailed, accepted, changed, opened, print_json, print_table
from core.jobs.handouts import begin, keep
from core.jobs.pictures import take_picture_file
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.naming import in_order
from core.model.meetings import Meeting
from core.model.papers.handouts import Handout, HandoutChapter, HandoutPicture, Template
from core.model.papers.template_file import SUFFIX
from core.operations.editing.find import find
from core.operations.handouts.pictures import add_picture
from core.operations.handouts.templates import Begun
from core.program import user_name
from core.storage.disk.errors import CannotSave
from core.storage.document.ledger_file import LedgerFile


def _describe(parser: Parser) -> None:
    add_ledger(parser)
    what = parser.add_mutually_exclusive_group()
    words = "、".join(str(one) for one in Template)
    what.add_argument(
        "--begin", metavar="TEMPLATE", help=f"ひな形({words}、または{SUFFIX}のファイル)の章を台帳に入れます。"
    )
    what.add_argument("--keep", metavar="NAME", help="資料を、ひな形のファイルとして書き出します(-o が必要です)。")
    what.add_argument("--picture", metavar="IMAGE", help="PNGかJPEGの図を、資料の章(--chapter)に入れます。")
    parser.add_argument("-o", "--output", metavar=f"OUT{SUFFIX}", help="書き出すひな形のファイル")
    parser.add_argument("--name", metavar="NAME", help="台帳に入れる資料の名称(省略すると、ひな形の名称)")
    parser.add_argument("--session", "--meeting", metavar="S", help="会議のひな形にする会議(省略すると最も新しい会議)")
    parser.add_argument("--municipality", metavar="M", help="団体の議会のひな形にする団体")
    parser.add_argument("--handout", metavar="NAME", help="図を入れる章のある資料(省略すると先頭の資料)")
    parser.add_argument("--chapter", metavar="NAME", help="図を入れる章の名前")
    parser.add_argument("--words", metavar="TEXT", help="図を見られない人に、図の中身を伝える文")
    parser.add_argument("--caption", metavar="TEXT", help="図の下に印刷する題")
    parser.add_argument("--json", action="store_true", help="JSONで出力します。")


def handout(options: Namespace) -> int:
    """Do what is asked for, or list the handouts with their chapters; exits 0."""
    if options.begin:
        begun = changed(options.file, lambda file: _begin(file, options))
        print(f"{begun.change_set.label}しました。")
        for one in begun.left:
            print(f"{one}はこの台帳にないため、空欄にしました。", file=sys.stderr)
    elif options.keep:
        _keep(options)
    elif options.picture:
        print(f"{changed(options.file, lambda file: _put_picture(file, options))}しました。")
    else:
        _tell(options)
    return 0


def source_of(text: str) -> Template | Path:
    """Return the template that is meant: one of the house's own by its word, else a file."""
    return Template(text) if text in {str(one) for one in Template} else Path(text)


def begun_from_file(book: Book, template: str) -> int | None:
    """Begin a handout from a template file in the book that is printed, not in the ledger, and return which it is; None
    where no file is meant."""
    if not isinstance(source := source_of(template), Path):
        return None
    if not source.exists():
        known = "、".join((*map(str, Template), f"{SUFFIX}のファイル"))
        raise CommandFailed(f"「{template}」というひな形はありません。使えるもの: {known}")
    begun = accepted(begin(book, source))
    book.apply(begun.change_set)
    for one in begun.left:
        print(f"{one}はこの台帳にないため、空欄にしました。", file=sys.stderr)
    return begun.handout_id


def _begin(file: LedgerFile, options: Namespace) -> Begun:
    book = file.store.book()
    meeting = accepted(find(book, Meeting, options.session, "meeting")) if options.session else None
    town = accepted(find(book, Municipality, options.municipality, "municipality")).id if options.municipality else None
    begun = accepted(begin(book, source_of(options.begin), options.name or "", meeting, town))
    file.store.apply(begun.change_set, user_name())
    return begun


def _keep(options: Namespace) -> None:
    if not options.output:
        raise CommandFailed("書き出すファイルを -o で指定してください。")
    output = Path(options.output)
    if output.suffix.lower() != SUFFIX:
        raise CommandFailed(f"ひな形のファイルの名前は {SUFFIX} で終えてください。")
    with opened(options.file) as file:
        book = file.store.book()
    try:
        pictures = keep(book, accepted(find(book, Handout, options.keep, "handout")), output)
    except CannotSave as error:
        raise CommandFailed(f"{output} に書き込めません。フォルダーと空き容量を確かめてください。") from error
    print(f"{output} に書き出しました。")
    if pictures:
        print(f"図{pictures:,}件は台帳のものなので、ひな形には入りません。", file=sys.stderr)


def _put_picture(file: LedgerFile, options: Namespace) -> str:
    if not options.chapter or not options.words:
        raise CommandFailed("図を入れる章を --chapter、図の中身を伝える文を --words で指定してください。")
    book = file.store.book()
    chapter = accepted(find(book, HandoutChapter, options.chapter, "chapter", among=_chapters(book, options.handout)))
    taken = accepted(take_picture_file(Path(options.picture)))
    wish = accepted(add_picture(book, chapter, taken, options.words, options.caption or ""))
    file.store.apply(wish, user_name())
    return wish.label


def _chapters(book: Book, name: str | None) -> list[HandoutChapter]:
    kept = in_order(book, book.all(Handout).values())
    if not kept:
        raise CommandFailed("資料がまだありません。--begin でひな形から作ってください。")
    chosen = accepted(find(book, Handout, name, "handout")) if name else kept[0]
    return in_order(book, book.children(HandoutChapter, chosen.id).values())


def _tell(options: Namespace) -> None:
    with opened(options.file) as file:
        book = file.store.book()
    rows = [
        (one.name, chapter.heading, chapter.level.label, chapter.report, len(book.children(HandoutPicture, chapter.id)))
        for one in in_order(book, book.all(Handout).values())
        for chapter in in_order(book, book.children(HandoutChapter, one.id).values())
    ]
    if options.json:
        names = ("handout", "chapter", "level", "report", "pictures")
        print_json([dict(zip(names, row, strict=True)) for row in rows])
    else:
        texts = [(*row[:4], f"{row[4]:,}") for row in rows]
        print_table(["資料", "章", "段", "帳票", "図"], texts, [False, False, False, False, True])


HANDOUT = Command(_describe, handout)

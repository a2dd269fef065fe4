"""The table municipalities of the command show."""

from core.calc.members import members_of
from core.cli.output import Rows, print_table
from core.model.book import Book


def municipalities_json(book: Book) -> Rows:
    """Return the members with what amounts are split by."""
    return [
        {
            "code": member.code,
            "name": member.name,
            "label": member.label,
            "population": member.population,
            "weights": dict(member.weights),
        }
        for member in members_of(book)
    ]


def municipalities_text(book: Book) -> None:
    """Print the members with their populations."""
    rows = [
        (member.code, member.name, member.label, "" if member.population is None else f"{member.population:,}")
        for member in members_of(book)
    ]
    print_table(("団体コード", "団体名", "記号", "人口"), rows, (False, False, False, True))

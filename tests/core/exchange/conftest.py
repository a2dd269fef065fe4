import pytest

from core.model.book import Book
from core.sample import sample


@pytest.fixture
def book() -> Book:
    """The sample: six municipalities and 31 requests."""
    ledger = Book({})
    ledger.apply(sample())
    return ledger

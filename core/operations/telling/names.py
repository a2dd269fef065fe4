"""What the rows of the ledger are called and in which order they stand, as the operations tell it."""

from core.model.naming import describe, edited, in_order, sort_key, title_of

__all__ = ["describe", "edited", "in_order", "sort_key", "title_of"]

"""Options are looked for among those of one request."""

from core.model.machine.faults import Faults
from core.model.machine.table import Look
from core.model.requests import Customization, Option
from core.operations.editing.find import find


def find_option(look: Look, customization: Customization, text: str) -> Option | Faults:
    """Return the option of `customization` with this name, printed branch number (16-1) or place (案1)."""
    return find(look, Option, text, "option", among=look.children(Option, customization.id).values())

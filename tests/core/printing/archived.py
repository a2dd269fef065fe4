"""What keeps a PDF from being PDF/A-2u, as a validator that knows nothing of this program finds it."""

from pathlib import Path
from tempfile import TemporaryDirectory

import page


def against_archiving(pdf: bytes) -> list[str]:
    """Return every clause that is broken, with the reason."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        found = page.validate_pdf(path, profile="2u", limits=page.SafetyLimits.unlimited())
    return [] if found.is_compliant else [f"{one.rule_id}: {one.message}" for one in found.failures]

"""What keeps a PDF from being PDF/A or PDF/UA, as a validator that knows nothing of this program finds it."""

from pathlib import Path
from tempfile import TemporaryDirectory

import page

ACCESSIBLE = ("2a", "ua1")
"""What a tagged PDF keeps to: PDF/A-2a and PDF/UA-1."""


def against_archiving(pdf: bytes, *profiles: str) -> list[str]:
    """Return every clause that is broken, with the reason; of PDF/A-2u where none are named."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        judged = [
            page.validate_pdf(path, profile=profile, limits=page.SafetyLimits.unlimited())
            for profile in profiles or ("2u",)
        ]
    return [f"{one.rule_id}: {one.message}" for found in judged if not found.is_compliant for one in found.failures]

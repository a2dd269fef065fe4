"""資料のひな形 as sealed JSON."""

from core.model.papers.template_file import FORMAT, TemplateFile, content_of, read_template_file, seal_hash
from core.storage.sealed_json import Refusals, SealedJson

REFUSALS = Refusals("template_foreign", "template_newer", "template_too_large", "template_altered")
TEMPLATE_FILES = SealedJson[TemplateFile](
    "anbuncho-template", "template", FORMAT, 8_000_000, REFUSALS, content_of, read_template_file, seal_hash
)

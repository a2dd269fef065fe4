"""What makes a PDF fit to be kept for decades: PDF/A-2u (ISO 19005-2), written with ReportLab alone; one that is tagged
keeps to PDF/A-2a and PDF/UA-1 (ISO 14289-1).

Beyond embedded fonts and text that can be searched, the standard asks for a description in XMP that agrees with the
document's own, for the meaning of the colours, and for a line's end before each end of a stream.
"""

from datetime import UTC, datetime
from html import escape
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from core.documents.paper.document import Document
from core.version import RESOURCES, version

CREATOR = "按分帳"
_PROFILE = RESOURCES / "colours" / "sRGB.icc"
_CONDITION = "sRGB IEC61966-2.1"
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The date of a document whose sheets have none: the same document gives the same bytes."""

# Base-85 makes a stream of bytes into text, which nobody needs, and takes half of the time that writing takes.
rl_config.useA85 = 0

PRINTED = 4
"""The flags that PDF/A wants of every link: it shows on paper as on the screen (6.3.2)."""
pdfdoc.LinkAnnotation.permitted = (*pdfdoc.LinkAnnotation.permitted, "F", "StructParent")


def _with_line_end(self: Any, document: Any, format: Any = pdfdoc.PDFStream.format) -> bytes:
    # ReportLab writes the last byte and "endstream" on one line; PDF/A wants a line's end between them (6.1.7.1).
    written: bytes = format(self, document)
    return written.removesuffix(b"endstream\n") + b"\r\nendstream\n"


pdfdoc.PDFStream.format = _with_line_end


def begin(canvas: Canvas, document: Document) -> None:
    """Say what the PDF is: title, author, date and language, and that it keeps to PDF/A-2u (2a where it is tagged)."""
    canvas.setTitle(document.title)
    canvas.setAuthor(document.author)
    canvas.setSubject("")
    canvas.setCreator(CREATOR)
    canvas.setProducer(f"{CREATOR} {version()}")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    moment = _date_of(document)
    _set_date(canvas._doc._timeStamp, moment)
    catalog = canvas._doc.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.OutputIntents = pdfdoc.PDFArray([_intent(canvas)])
    catalog.Metadata = pdfdoc.XMP(creator=lambda _: _description(document, moment))


def end_page(canvas: Canvas, content: str) -> None:
    """Take note of a page that was just shown: what stands on the pages makes the identity of the file."""
    canvas._doc.Pages.pages[-1].Trans = None
    canvas._doc.updateSignature(content.encode())


def _date_of(document: Document) -> datetime:
    """Return the date of the first sheet that has one, at midnight."""
    date = next((sheet.date for sheet in document.sheets if sheet.date), None)
    return datetime.fromisoformat(date).replace(tzinfo=UTC) if date else _UNDATED


def _set_date(stamp: Any, moment: datetime) -> None:
    stamp.t, stamp.lt = moment.timestamp(), moment.utctimetuple()
    stamp.YMDhms = tuple(stamp.lt)[:6]
    stamp.dhh = stamp.dmm = 0
    stamp.tzname = "UTC"


def _intent(canvas: Canvas) -> Any:
    """Return what the colours mean: sRGB, which holds for greys too."""
    profile = pdfdoc.PDFStream(pdfdoc.PDFDictionary({"N": 3}), _PROFILE.read_bytes(), [pdfdoc.PDFZCompress])
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString(_CONDITION),
            "Info": pdfdoc.PDFString(_CONDITION),
            "DestOutputProfile": canvas._doc.Reference(profile),
        }
    )


def _description(document: Document, moment: datetime) -> bytes:
    """Return the XMP packet, which says what the document says of itself."""
    date, creator, producer = moment.isoformat(), escape(CREATOR), escape(f"{CREATOR} {version()}")
    level, accessible = ("A", _ACCESSIBLE) if document.tagged else ("U", "")
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>{level}</pdfaid:conformance>{accessible}
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_text(document.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{_text(document.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>ja-JP</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>""".encode()


_ACCESSIBLE = """
<pdfuaid:part xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">1</pdfuaid:part>
<pdfaExtension:schemas xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the document keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag>
</pdfaExtension:schemas>"""
"""That the document keeps to PDF/UA-1, in words that PDF/A knows only where they are explained."""


def _text(text: str) -> str:
    """Return text as XML may hold it: control characters are left out."""
    return escape("".join(char for char in text if char.isprintable() or char == " "))

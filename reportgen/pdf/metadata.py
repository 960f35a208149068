"""Turns who, what and when into XMP, document information, output intent and attachments of a PDF/A-3a file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from html import escape

from reportlab.pdfbase.pdfdoc import PDFDocument

from reportgen.pdf.objects import Raw, Stream, name, number_of, text
from reportgen.records import dataclass

PRODUCER = "reportgen"
UNDATED = "2000-01-01"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file carried inside; `relation` is Data or Source (AFRelationship)."""

    name: str
    data: bytes
    mime: str
    description: str
    relation: str = "Data"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the file says of itself. `date` is ISO and stands for creation and change alike, so bytes do not depend on
    the clock; None gives a fixed date."""

    title: str
    authors: tuple[str, ...]
    subject: str
    language: str
    date: str | None
    time: str | None = None

    def stamp(self) -> str:
        """Date and time as ISO 8601 in UTC."""
        return f"{self.date or UNDATED}T{self.time or '00:00'}:00+00:00"

    def pdf_date(self) -> str:
        """The same moment as PDF writes it."""
        day, clock = (self.date or UNDATED).replace("-", ""), (self.time or "00:00").replace(":", "")
        return f"D:{day}{clock}00+00'00'"


def clean(value: str) -> str:
    """Without characters that XML cannot hold."""
    return _CONTROL.sub("", value)


def add_information(document: PDFDocument, about: About) -> None:
    """Fill the document information dictionary and the file identifier's seed."""
    info = document.info
    info.title, info.author = clean(about.title), clean("、".join(about.authors))
    info.subject, info.keywords = clean(about.subject), ""
    info.creator = info.producer = PRODUCER
    document.setDateFormatter(lambda *_: about.pdf_date())


def add_xmp(document: PDFDocument, about: About) -> None:
    """The XMP packet, equal to the document information, with the marks of PDF/A-3a and PDF/UA-1."""

    def alt(tag: str, value: str) -> str:
        value = escape(clean(value), quote=False)
        return f'<{tag}><rdf:Alt><rdf:li xml:lang="x-default">{value}</rdf:li></rdf:Alt></{tag}>'

    author = escape(clean("、".join(about.authors)), quote=False)
    stamp = about.stamp()
    packet = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>{alt("dc:title", about.title)}{alt("dc:description", about.subject)}
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{about.language}</rdf:li></rdf:Bag></dc:language></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>
<xmp:CreateDate>{stamp}</xmp:CreateDate><xmp:ModifyDate>{stamp}</xmp:ModifyDate></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>{PRODUCER}</pdf:Producer>
<pdf:Keywords></pdf:Keywords></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
    document.Catalog.Metadata = Stream(packet.encode("utf-8"), "/Type /Metadata /Subtype /XML", plain=True)


def add_output_intent(document: PDFDocument) -> None:
    """The sRGB output intent; its profile carries a fixed date instead of the clock's."""
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes((7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))  # 2000-01-01 00:00:00
    profile[84:100] = bytes(16)  # no profile id: it would have to be reckoned anew
    ref = number_of(document, Stream(bytes(profile), "/N 3 /Alternate /DeviceRGB"))
    intent = number_of(
        document,
        Raw(
            "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) "
            f"/Info (sRGB IEC61966-2.1) /RegistryName (http://www.color.org) /DestOutputProfile {ref} >>"
        ),
    )
    document.Catalog.OutputIntents = Raw(f"[{intent}]")


def add_attachments(document: PDFDocument, files: Iterable[Attachment], about: About) -> None:
    """Embed files and tie them to the document (/AF) and to its list of attachments."""
    refs = []
    for file in sorted(files, key=lambda each: each.name):
        digest = hashlib.md5(file.data, usedforsecurity=False).hexdigest()
        stored = number_of(
            document,
            Stream(
                file.data,
                f"/Type /EmbeddedFile /Subtype {name(file.mime)} /Params << /Size {len(file.data)} "
                f"/CheckSum <{digest}> /ModDate ({about.pdf_date()}) >>",
            ),
        )
        refs.append(
            (
                file.name,
                number_of(
                    document,
                    Raw(
                        f"<< /Type /Filespec /F ({file.name}) /UF {text(file.name)} /Desc {text(file.description)} "
                        f"/AFRelationship /{file.relation} /EF << /F {stored} /UF {stored} >> >>"
                    ),
                ),
            )
        )
    if not refs:
        return
    pairs = " ".join(f"({key}) {ref}" for key, ref in refs)
    document.Catalog.AF = Raw(f"[{' '.join(ref for _, ref in refs)}]")
    document.Catalog.Names = Raw(f"<< /EmbeddedFiles << /Names [{pairs}] >> >>")

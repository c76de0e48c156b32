"""The structure of a PDF: which marked piece of which page is a heading, a cell, a picture (PDF 32000-1, 14.7)."""

import io
from dataclasses import dataclass
from typing import Any

from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Tag:
    """One marked piece; `parents` name the elements around it, outermost first ("Table-1", "TR-0")."""

    page: int
    number: int
    role: str
    alt: str
    parents: tuple[str, ...]


class TaggedCanvas(Canvas):
    """A canvas that marks what it draws."""

    _code: list[str]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.tags: list[Tag] = []
        self._next_number = 0

    def begin_tag(self, role: str, *, alt: str = "", parents: tuple[str, ...] = ()) -> None:
        """What is drawn until `end_tag` belongs to a new element of the structure."""
        self._code.append(f"/{role} <</MCID {self._next_number}>> BDC")
        self.tags.append(Tag(self.getPageNumber() - 1, self._next_number, role, alt, parents))
        self._next_number += 1

    def begin_decoration(self) -> None:
        """What is drawn until `end_tag` means nothing to a reader."""
        self._code.append("/Artifact BMC")

    def end_tag(self) -> None:
        self._code.append("EMC")

    def showPage(self) -> None:  # noqa: N802  (reportlab's name)
        super().showPage()
        self._next_number = 0


def tagged(pdf: bytes, tags: list[Tag], *, title: str, language: str) -> bytes:
    """The PDF with the structure that `tags` describe, its title and its language."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name, String

    document = pikepdf.open(io.BytesIO(pdf))
    tree = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=Array()))
    tree.K = Array([root])
    around: dict[tuple[str, ...], Any] = {(): root}
    of_page: dict[int, list[Any]] = {}
    for tag in tags:
        parent = root
        for depth in range(1, len(tag.parents) + 1):
            path = tag.parents[:depth]
            if path not in around:
                kind = Name("/" + path[-1].split("-")[0])
                around[path] = document.make_indirect(Dictionary(Type=Name.StructElem, S=kind, P=parent, K=Array()))
                parent.K.append(around[path])
            parent = around[path]
        page = document.pages[tag.page].obj
        element = document.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name("/" + tag.role), P=parent, Pg=page, K=tag.number)
        )
        if tag.alt:
            element.Alt = String(tag.alt)
        if tag.role == "TH":
            element.A = Dictionary(O=Name.Table, Scope=Name.Column)
        parent.K.append(element)
        of_page.setdefault(tag.page, []).append(element)
    numbers = Array()
    for page_number, elements in sorted(of_page.items()):
        document.pages[page_number].obj.StructParents = page_number
        document.pages[page_number].obj.Tabs = Name.S
        numbers.append(page_number)
        numbers.append(document.make_indirect(Array(elements)))
    tree.ParentTree = document.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(document.pages)
    document.Root.StructTreeRoot = tree
    document.Root.MarkInfo = Dictionary(Marked=True)
    document.Root.Lang = String(language)
    document.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:language"] = [language]
        metadata["pdfuaid:part"] = "1"
    target = io.BytesIO()
    document.save(target, deterministic_id=True, min_version="1.7")
    return target.getvalue()

"""Structure of a joined PDF: keeps what its parts had, and marks pages that had none (PDF 32000-1, 14.7 and 14.8)."""

from collections.abc import Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String


class FolderTags:
    """Collects the structure part by part, and writes it when all pages are there."""

    def __init__(self, folder: Pdf) -> None:
        self._folder = folder
        self._tree = folder.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._root = folder.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self._tree, K=Array()))
        self._tree.K = Array([self._root])
        self._numbers = Array()
        self._next_key = 0

    def keep(self, source: Pdf, title: str, first: int) -> bool:
        """Take over the structure of a tagged PDF whose pages begin at `first`; False if it has none that can be read.

        Each page and each annotation gets a new key in the tree, because every part began to count at 0.
        """
        tree = source.Root.get("/StructTreeRoot")
        if tree is None or "/K" not in tree:
            return False
        keys = _parent_tree(tree.get("/ParentTree"))
        if not keys:
            return False
        copied = self._folder.copy_foreign(source.make_indirect(tree))
        part = self._part(title)
        for child in _below_document(copied):
            child.P = part
            part.K.append(child)
        found = _parent_tree(copied.get("/ParentTree"))
        new_keys: dict[int, int] = {}
        for key, value in found.items():
            new_keys[key] = self._next_key
            self._numbers.append(self._next_key)
            self._numbers.append(value)
            self._next_key += 1
        self._renumber(first, len(source.pages), new_keys)
        if "/RoleMap" in copied:
            roles = self._tree.get("/RoleMap", Dictionary())
            for name, role in copied.RoleMap.items():
                roles[name] = role
            self._tree.RoleMap = roles
        return True

    def mark(self, pages: Sequence[int], title: str, *, pictures: bool, alternatives: Sequence[str] = ()) -> None:
        """Make each page of a part without structure one element: a picture with words, or text."""
        part = self._part(title)
        for place, number in enumerate(pages):
            page = self._folder.pages[number]
            role = Name.Figure if pictures else Name.P
            page.contents_add(f"{role} <</MCID 0>> BDC".encode(), prepend=True)
            page.contents_add(b"EMC")
            element = self._folder.make_indirect(Dictionary(Type=Name.StructElem, S=role, P=part, Pg=page.obj, K=0))
            if pictures and place < len(alternatives):
                # Text is read itself; words beside it would be read in its stead.
                element.Alt = String(alternatives[place])
            part.K.append(element)
            page.obj.StructParents = self._next_key
            page.obj.Tabs = Name.S
            self._numbers.append(self._next_key)
            self._numbers.append(self._folder.make_indirect(Array([element])))
            self._next_key += 1

    def write(self) -> None:
        """The structure into the file; after this, no part is added."""
        self._tree.ParentTree = self._folder.make_indirect(Dictionary(Nums=self._numbers))
        self._tree.ParentTreeNextKey = self._next_key
        self._folder.Root.StructTreeRoot = self._tree
        self._folder.Root.MarkInfo = Dictionary(Marked=True)

    def _part(self, title: str) -> Any:
        part = self._folder.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Part, P=self._root, K=Array(), T=String(title))
        )
        self._root.K.append(part)
        return part

    def _renumber(self, first: int, count: int, new_keys: dict[int, int]) -> None:
        for number in range(first, first + count):
            page = self._folder.pages[number].obj
            _give_key(page, "/StructParents", new_keys)
            for annotation in page.get("/Annots", Array()):
                _give_key(annotation, "/StructParent", new_keys)


def _below_document(tree: Any) -> list[Any]:
    """The elements on top; a folder has one Document, so that of a part steps back."""
    tops = list(tree.K) if isinstance(tree.K, Array) else [tree.K]
    if len(tops) == 1 and tops[0].get("/S") == Name.Document and isinstance(tops[0].get("/K"), Array):
        return list(tops[0].K)
    return tops


def _give_key(holder: Any, name: str, new_keys: dict[int, int]) -> None:
    old = holder.get(name)
    if old is None:
        return
    if int(old) in new_keys:
        holder[name] = new_keys[int(old)]
    else:
        del holder[name]


def _parent_tree(node: Any, depth: int = 0) -> dict[int, Any]:
    """A number tree as a mapping; one that leads in circles ends."""
    found: dict[int, Any] = {}
    if node is None or depth > 20:
        return found
    pairs = list(node.get("/Nums", Array()))
    for place in range(0, len(pairs) - 1, 2):
        found[int(pairs[place])] = pairs[place + 1]
    for kid in node.get("/Kids", Array()):
        found |= _parent_tree(kid, depth + 1)
    return found

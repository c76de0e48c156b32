"""Application folders: one sound PDF in the wished order and size, or a sentence that names the file."""

import io
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from tests.exchange.scans import scan, scan_pdf, text_pdf
from tests.tools import require_tool
from werkakademie.exchange.folder_errors import (
    DamagedFileError,
    EncryptedPdfError,
    FolderTooLargeError,
    HeicPictureError,
    OtherFormatError,
    PictureTooLargeError,
    UnusableFileError,
)
from werkakademie.exchange.folder_pictures import allowances, without_hidden
from werkakademie.exchange.paper_folder import MEGABYTE, FolderPart, JoinedFolder, check_file, joined
from werkakademie.records.progress import Unwatched
from werkakademie.reports.tags import TaggedCanvas, tagged


def fold(*parts: tuple[str, bytes], limit: int = 5 * MEGABYTE) -> JoinedFolder:
    return joined(
        [FolderPart(title, data) for title, data in parts],
        title="Bewerbung Olena Kovalenko",
        author="Olena Kovalenko",
        limit=limit,
        progress=Unwatched(),
    )


def opened(folder: JoinedFolder) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(folder.data))


def check_by_qpdf(data: bytes, folder: Path) -> None:
    program = require_tool("qpdf")
    path = folder / "mappe.pdf"
    path.write_bytes(data)
    found = subprocess.run([program, "--check", str(path)], capture_output=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr


def letter(*pages: str) -> bytes:
    """A tagged PDF as the program makes it."""
    target = io.BytesIO()
    canvas = TaggedCanvas(target, pagesize=(595.276, 841.89))
    for text in pages:
        canvas.begin_tag("H1")
        canvas.drawString(72, 770, text)
        canvas.end_tag()
        canvas.showPage()
    canvas.save()
    return tagged(target.getvalue(), canvas.tags, title="Anschreiben", language="de-DE")


def encrypted(data: bytes, *, user: str, owner: str) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner=owner, user=user))
    return target.getvalue()


def png(mode: str = "RGBA", size: tuple[int, int] = (60, 40)) -> bytes:
    target = io.BytesIO()
    Image.new(mode, size).save(target, "PNG")
    return target.getvalue()


def test_pages_keep_the_order_and_have_bookmarks_title_and_language(tmp_path: Path) -> None:
    folder = fold(
        ("Anschreiben", letter("Brief")), ("Lebenslauf", text_pdf("eins", "zwei")), ("Zeugnis", scan(width=400))
    )
    assert (folder.pages, folder.shrunk) == (4, False)
    check_by_qpdf(folder.data, tmp_path)
    with opened(folder) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Anschreiben", "Lebenslauf", "Zeugnis"]
        targets: list[Any] = [item.destination for item in outline.root]
        assert [pdf.pages.index(pikepdf.Page(target[0])) for target in targets] == [0, 1, 3]
        assert str(pdf.docinfo["/Title"]) == "Bewerbung Olena Kovalenko"
        assert str(pdf.Root.Lang) == "de-DE"


def test_structure_of_the_parts_is_kept_and_the_rest_gets_one() -> None:
    folder = fold(
        ("Anschreiben", letter("a", "b")),
        ("Lebenslauf", letter("c")),
        ("Zeugnis", scan(width=400)),
        ("Kurs", text_pdf("d")),
    )
    with opened(folder) as pdf:
        tree = pdf.Root.StructTreeRoot
        (document,) = tree.K
        assert [str(part.T) for part in document.K] == ["Anschreiben", "Lebenslauf", "Zeugnis", "Kurs"]
        assert [[str(element.S) for element in part.K] for part in document.K] == [
            ["/H1", "/H1"],
            ["/H1"],
            ["/Figure"],
            ["/P"],
        ]
        assert "Zeugnis" in str(document.K[2].K[0].Alt)
        numbers = tree.ParentTree.Nums
        of_page = {int(numbers[place]): numbers[place + 1] for place in range(0, len(numbers), 2)}
        for page in pdf.pages:
            for element in of_page[int(page.obj.StructParents)]:
                assert element.Pg.objgen == page.obj.objgen


def test_a_folder_claims_pdf_ua_only_if_no_part_spoils_it() -> None:
    def claim(*parts: tuple[str, bytes]) -> str | None:
        return opened(fold(*parts)).open_metadata().get("pdfuaid:part")

    assert claim(("Brief", letter("Guten Tag")), ("Zeugnis", scan(1, width=300))) == "1"
    assert claim(("Brief", letter("Guten Tag")), ("Zeugnis", scan_pdf(scan(1, width=300)))) == "1"
    assert claim(("Brief", letter("Guten Tag")), ("Fremdes", text_pdf("Ohne Struktur"))) is None


@pytest.mark.parametrize("limit", [3, 5, 10])
def test_eight_scans_fit_under_the_limit(limit: int) -> None:
    parts = [("Lebenslauf", text_pdf("CV")), *((f"Zeugnis {number}", scan(number)) for number in range(8))]
    assert sum(len(data) for _title, data in parts) > 15_000_000
    folder = fold(*parts, limit=limit * MEGABYTE)
    assert len(folder.data) <= limit * MEGABYTE
    assert folder.shrunk
    assert folder.pages == 9


def test_scans_inside_of_pdfs_shrink_too() -> None:
    folder = fold(("Zeugnisse", scan_pdf(scan(1))), limit=MEGABYTE)
    assert len(folder.data) <= MEGABYTE
    with opened(folder) as pdf:
        image: Any = pdf.pages[0].get_images()["/Im0"]
        assert int(image.Width) < 2480
        assert pikepdf.PdfImage(image).as_pil_image().size == (int(image.Width), int(image.Height))


def test_what_does_not_fit_however_small_says_which_is_the_largest() -> None:
    with pytest.raises(FolderTooLargeError, match="Zeugnis groß"):
        fold(("Zeugnis klein", scan(width=300)), ("Zeugnis groß", scan(1)), limit=60_000)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (encrypted(text_pdf("x"), user="geheim", owner="geheim"), EncryptedPdfError),
        (encrypted(text_pdf("x"), user="", owner="geheim"), EncryptedPdfError),
        (text_pdf("x")[:500], DamagedFileError),
        (b"%PDF-1.7\n%%EOF\n", DamagedFileError),
        (scan(width=400)[:9000], DamagedFileError),
        (scan(width=400, kind="PNG")[:9000], DamagedFileError),
        (b"", DamagedFileError),
        (b"\0" * 5000, DamagedFileError),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", HeicPictureError),
        (b"PK\x03\x04word/document.xml", OtherFormatError),
        (b"GIF89a", OtherFormatError),
        (b"MZ\x90\0", OtherFormatError),
    ],
)
def test_what_can_not_be_joined_is_refused_by_its_name(data: bytes, error: type[UnusableFileError]) -> None:
    for attempt in (lambda: check_file("Zeugnis Lager", data), lambda: fold(("Zeugnis Lager", data))):
        with pytest.raises(error) as raised:
            attempt()
        assert "„Zeugnis Lager“" in raised.value.sentence()


def test_a_picture_that_would_fill_the_memory_is_refused() -> None:
    with pytest.raises(PictureTooLargeError):
        check_file("Riesig", png("1", (9000, 9000)))


def test_transparent_and_grey_pictures_become_pages(tmp_path: Path) -> None:
    folder = fold(("Bild", png("RGBA")), ("Grau", png("L")), ("Palette", png("P")))
    assert folder.pages == 3
    check_by_qpdf(folder.data, tmp_path)


def test_a_photo_that_lies_on_its_side_is_turned_and_tells_no_place() -> None:
    picture, target = Image.new("RGB", (90, 40), "red"), io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Kamera von Olena"
    picture.save(target, "JPEG", exif=exif)
    folder = fold(("Foto", target.getvalue()))
    assert b"Kamera" not in folder.data
    with opened(folder) as pdf:
        image = pdf.pages[0].get_images()["/Scan"]
        assert (int(image.Width), int(image.Height)) == (40, 90)


def test_hidden_data_goes_and_the_dots_stay() -> None:
    target = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Kamera von Olena"
    Image.effect_mandelbrot((80, 60), (-2, -1, 1, 1), 20).save(target, "JPEG", exif=exif, comment=b"geheim")
    plain = without_hidden(target.getvalue())
    assert b"Kamera" not in plain
    assert b"geheim" not in plain
    with Image.open(io.BytesIO(plain)) as after, Image.open(target) as before:
        assert after.tobytes() == before.tobytes()


def test_nothing_that_runs_goes_along() -> None:
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.drawString(72, 700, "Zeugnis")
    canvas.linkURL("https://example.org/", (0, 0, 500, 500))
    canvas.showPage()
    canvas.save()
    with pikepdf.open(io.BytesIO(target.getvalue())) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.pages[0].obj.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))
        again = io.BytesIO()
        pdf.save(again)
    with opened(fold(("Zeugnis", again.getvalue()))) as pdf:
        assert "/OpenAction" not in pdf.Root
        assert "/AA" not in pdf.pages[0].obj
        assert "/Annots" not in pdf.pages[0].obj


def test_small_pictures_stay_whole_and_the_others_share_the_room() -> None:
    assert allowances([10, 10], 100) == (10, 10)
    assert allowances([10, 90, 90], 110) == (10, 50, 50)
    assert allowances([100, 300], 200) == (50, 150) or sum(allowances([100, 300], 200)) <= 200
    assert allowances([], 5) == ()
    assert allowances([5, 5], -3) == (0, 0)

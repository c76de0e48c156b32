"""Made-up papers for folders: pages of text as PDF, and scans that are as large as scans are."""

import io
import random
from functools import cache

import pikepdf
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas


def text_pdf(*pages: str) -> bytes:
    """A PDF without structure, a line of text a page."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(595.276, 841.89), invariant=1)
    for text in pages:
        canvas.drawString(72, 770, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def scan_pdf(jpeg: bytes) -> bytes:
    """A PDF as scanners make it: a page that is one picture."""
    with Image.open(io.BytesIO(jpeg)) as image:
        width, height = image.size
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    stream = pdf.make_stream(
        jpeg,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page = pdf.pages[0]
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=stream))
    page.obj.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Im0 Do Q")
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


@cache
def scan(number: int = 0, *, width: int = 2480, kind: str = "JPEG", quality: int = 90) -> bytes:
    """A page of A4 as a scanner sees it, coloured paper with grain and lines of writing; about 2 MB at 300 dpi."""
    chance = random.Random(number)
    height = round(width * 1.414)
    grain = Image.frombytes("L", (width // 2, height // 2), chance.randbytes((width // 2) * (height // 2)))
    paper = Image.blend(
        Image.new("RGB", (width, height), (246, 243, 236)), grain.resize((width, height)).convert("RGB"), 0.085
    )
    pen = ImageDraw.Draw(paper)
    for line in range(12, 60):
        y = height * line // 64
        x = width // 10
        while x < width * 9 // 10:
            step = chance.randint(width // 60, width // 18)
            pen.line((x, y, min(x + step, width * 9 // 10), y + chance.randint(-3, 3)), fill=(40, 40, 60), width=8)
            x += step + width // 80
    target = io.BytesIO()
    paper.save(target, kind, **({"quality": quality} if kind == "JPEG" else {}))
    return target.getvalue()

"""A folder of letter, CV and eight scans beside the same pages joined by the library, which makes nothing smaller."""

import io
from collections.abc import Sequence

import pikepdf

from benchmarks.harness import Figure, medians_of_turns, seconds_of
from tests.exchange.scans import scan, scan_pdf, text_pdf
from werkakademie.exchange.paper_folder import MEGABYTE, FolderPart, joined
from werkakademie.records.progress import Unwatched

LIMIT = 5 * MEGABYTE


def measure() -> Sequence[Figure]:
    scans = [scan(number) for number in range(8)]
    papers = [("Anschreiben", text_pdf("Sehr geehrte Frau Müller")), ("Lebenslauf", text_pdf("2019", "2021"))]
    parts = [FolderPart(title, data) for title, data in papers]
    parts += [FolderPart(f"Zeugnis {number}", data) for number, data in enumerate(scans, start=1)]
    pages = [data for _title, data in papers] + [scan_pdf(data) for data in scans]

    def ours() -> None:
        folder = joined(parts, title="Bewerbung", author="Olena Kovalenko", limit=LIMIT, progress=Unwatched())
        if len(folder.data) > LIMIT or folder.pages != 11:
            raise AssertionError(f"{folder.pages} pages, {len(folder.data)} bytes")

    def floor() -> None:
        whole = pikepdf.new()
        for data in pages:
            whole.pages.extend(pikepdf.open(io.BytesIO(data)).pages)
        whole.save(io.BytesIO())

    joining, bare = medians_of_turns(5, lambda: seconds_of(ours), lambda: seconds_of(floor))
    size = sum(len(data) for data in pages) / 1_000_000
    how = (
        f"Anschreiben, Lebenslauf und 8 Scans ({size:.0f} MB, 300 dpi) zu einer Mappe unter 5 MB; "
        "Vergleich: pikepdf hängt dieselben Seiten aneinander, ohne sie zu verkleinern"
    )
    return (Figure("Mappe aus zehn Papieren", joining, bare, how, most_seconds=1.5),)

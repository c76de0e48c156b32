"""Which papers a finished folder holds, by its bookmarks."""

import io

import pikepdf


def titles_inside(data: bytes) -> tuple[str, ...]:
    """The bookmarks of a folder from first to last; none for a file that is no folder of ours or can't be read."""
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf, pdf.open_outline() as outline:
            return tuple(item.title for item in outline.root)
    except (pikepdf.PdfError, pikepdf.OutlineStructureError, ValueError, TypeError, AttributeError, KeyError):
        return ()

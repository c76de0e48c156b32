"""Which part of a photo goes into a CV."""

from dataclasses import dataclass, replace
from typing import Final

#: Width by height, as photos of applications are printed: 35 by 45 millimetres.
PROPORTION: Final = 35 / 45
#: A smaller part of a picture from a telephone would be a blur on paper.
SMALLEST: Final = 0.3
_STEP: Final = 1.15


@dataclass(frozen=True, slots=True)
class PhotoCut:
    """A frame of 35 by 45 in a picture that stands upright and was turned `turns` times by 90 degrees clockwise.

    `share` (0.3 to 1) is its size beside the largest frame that fits; `left` and `top` (0 to 1) say how the room that
    is left over lies beside and above it. Without a choice: the usual place of a face.
    """

    left: float = 0.5
    top: float = 0.35
    share: float = 1.0
    turns: int = 0

    def frame(self, width: float, height: float) -> tuple[float, float, float, float]:
        """Left, top, width and height of the frame in a turned picture of that size."""
        wide = min(width, height * PROPORTION) * self.share
        high = min(wide / PROPORTION, height)
        return self.left * (width - wide), self.top * (height - high), wide, high

    def moved(self, right: float, down: float, width: float, height: float) -> "PhotoCut":
        """The frame moved by so much of a picture of that size, and never beyond its edge."""
        _left, _top, wide, high = self.frame(width, height)
        return replace(self, left=_within(self.left, right, width - wide), top=_within(self.top, down, height - high))

    def nearer(self) -> "PhotoCut":
        """A smaller part, so that the face becomes larger."""
        return replace(self, share=max(self.share / _STEP, SMALLEST))

    def farther(self) -> "PhotoCut":
        return replace(self, share=min(self.share * _STEP, 1.0))

    def turned(self) -> "PhotoCut":
        """Another quarter clockwise; the frame begins in the middle again."""
        return PhotoCut(turns=(self.turns + 1) % 4)


def _within(part: float, by: float, room: float) -> float:
    """A part of the room that is left over, moved; where there is no room it stays."""
    return min(max(part + by / room, 0.0), 1.0) if room > 0 else part

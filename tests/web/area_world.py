"""Two neighbourhoods of one district, with borders, for lists with a map."""

from __future__ import annotations

from spoorboek.apps.areas.models import Area

_SQUARE = [[4.6, 51.7], [4.8, 51.7], [4.8, 51.9], [4.6, 51.9], [4.6, 51.7]]
HERE, THERE, AROUND = "BU05050101", "BU05050102", "WK050501"


def make_neighbourhoods() -> None:
    """Store the neighbourhoods and the district around them."""
    Area.objects.create(code=AROUND, name=AROUND, kind="wijk", edition=2024)
    for code in (HERE, THERE):
        border = {"type": "Polygon", "coordinates": [_SQUARE]}
        Area.objects.create(
            code=code, name=code, kind="buurt", edition=2024, boundary=border, attribution="CBS"
        )

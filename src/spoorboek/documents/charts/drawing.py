"""The picture: Vega-Lite as plain dicts, drawn without a browser and without the network."""

from __future__ import annotations

import json
from typing import Any

import vl_convert

from spoorboek.documents.charts.bars import describe_bars
from spoorboek.documents.charts.lines import describe_lines
from spoorboek.documents.charts.panels import describe_panels
from spoorboek.documents.charts.picture import clean_svg, register_house_font
from spoorboek.documents.charts.spec import ChartKind, ChartSpec

_DESCRIBE = {
    ChartKind.BARS: describe_bars,
    ChartKind.LINES: describe_lines,
    ChartKind.PANELS: describe_panels,
}


def draw_svg(spec: ChartSpec) -> str:
    """Return the picture of ``spec`` as SVG with shapes and text only; the title is not in it."""
    register_house_font()
    described = json.dumps(build_vega_lite(spec))
    svg = vl_convert.vegalite_to_svg(described, vl_version="6.1", allowed_base_urls=[])
    return clean_svg(svg)


def build_vega_lite(spec: ChartSpec) -> dict[str, Any]:
    """Return the Vega-Lite description of the chart."""
    return _DESCRIBE[spec.kind](spec)

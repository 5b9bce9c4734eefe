import hashlib
import json

from spoorboek.documents.fonts import FONT_FOLDER


def test_the_vendored_fonts_are_the_ones_in_their_manifest() -> None:
    manifest = json.loads((FONT_FOLDER / "manifest.json").read_text())
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FONT_FOLDER.glob("*.ttf")}

    assert found == manifest["files"]
    assert manifest["licence"] == "OFL-1.1"


def test_the_licence_travels_with_the_fonts() -> None:
    assert "SIL Open Font License, Version 1.1" in (FONT_FOLDER / "OFL.txt").read_text()

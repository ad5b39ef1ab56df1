from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from fixtures.draw.fonts import FONTS
from verifier.visual.choose import best, corrected, packs_for
from verifier.visual.packs import installed
from verifier.visual.strip import text_of


@pytest.mark.skipif(not {"mkd", "srp"} <= installed(), reason="needs both Tesseract packs")
@pytest.mark.parametrize("face", ["LiberationSans-Bold.ttf", "DejaVuSansCondensed.ttf"])
@pytest.mark.parametrize("name", ["ЉУПКА", "ЉУБИЦА", "ЃОРЃИ", "ЊЕГОШ"])
def test_macedonian_letters_its_pack_mistakes_are_read(name: str, face: str) -> None:
    font = ImageFont.truetype(str(FONTS / face), 40)
    image = Image.new("RGB", (int(font.getlength(name)) + 30, 60), "#e8ecef")
    ImageDraw.Draw(image).text((15, 6), name, font=font, fill="#1c1c24")
    line, packs = np.asarray(image), packs_for(("Cyrl-mk",))
    assert text_of(corrected(line, best(line, packs)[2], packs)) == name

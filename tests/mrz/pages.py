"""Pages with a drawn zone, in Pillow's own typeface set at an even pitch: no font needed."""

import numpy as np
from PIL import Image, ImageDraw, ImageFont

TD3 = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
)
TD1 = (
    "I<UTOD231458907<<<<<<<<<<<<<<<",
    "7408122F1204159UTO<<<<<<<<<<<6",
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
)


def page(lines, pitch=20, top=420, size=(1000, 640), paper=235):
    """Return an RGB page with `lines` printed at `pitch` pixels a character."""
    picture = Image.new("L", size, paper)
    pen = ImageDraw.Draw(picture)
    pen.text((300, 60), "UTOPIA", 60, ImageFont.load_default(40))
    pen.text((300, 160), "Eriksson, Anna Maria", 60, ImageFont.load_default(26))
    pen.rectangle((40, 60, 240, 340), fill=150)
    print_lines(pen, lines, pitch, 50, top)
    return np.repeat(np.asarray(picture)[..., None], 3, axis=2).astype(np.uint8)


def print_lines(pen, lines, pitch, left, top):
    font = ImageFont.load_default(int(pitch * 1.25))
    for row, line in enumerate(lines):
        for place, character in enumerate(line):
            x = left + (place + 0.5) * pitch - font.getlength(character) / 2
            pen.text((x, top + row * pitch * 2.2), character, 20, font)

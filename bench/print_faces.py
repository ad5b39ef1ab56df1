"""Faces with their truth for `bench print`: drawn by `fixtures`, or from a folder of images."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from fixtures.draw.document import Change, draw_document
from fixtures.draw.load import load_recipe, recipe_ids
from fixtures.people import people
from fixtures.specimens import encode
from fixtures.truth import FaceTruth, Truth
from fixtures.wear.bind import photographed
from verifier.locate.faces import find_faces
from verifier.model.geometry import Quad
from verifier.model.page import Face, MediaType, Page, Raster
from verifier.model.profile import Profile, ProfileSet
from verifier.model.reading import FIELDS
from verifier.model.zone import Zone, ZoneType
from verifier.mrz.fields import name_words, raw_fields
from verifier.mrz.formats import BY_TYPE
from verifier.mrz.read import read_zones
from verifier.profiles.load import load_profiles

# Strengths of `fixtures.wear.photo`: a careful photograph, and a careless one.
_STRENGTHS = {"photo": 0.35, "tilted": 0.8}
HELD_OUT = 500  # seeds from here on were never used for tuning
_STRIDE = 7
_ACROSS = 1800  # pixels, as of a located face
_COMPARED = ("surname", "given_names", "document_number", "birth_date", "expiry_date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One face: what is printed and meant by field, and the document's profile if there is one."""

    name: str
    document: str
    face: Face
    zone: Zone | None
    profile: Profile | None
    fields: Mapping[str, tuple[str, str]]


def drawn_faces(
    wear: str, holders: int, seed: int, only: str, *, given: bool = False
) -> Iterator[Drawn]:
    """Yield the faces of every document for `holders` people, worn and located.

    `given` flattens each face by its true outline, so that reading alone is measured.
    """
    profiles = load_profiles()
    steps = 1
    for recipe_id in recipe_ids():
        if not any(part in recipe_id for part in only.split(",")):
            continue
        state = recipe_id.partition("/")[0]
        for holder in [p for p in people() if p.startswith(f"{state}/")][:holders]:
            at_seed = _next(seed, steps)
            steps += 1
            drawn = draw_document(load_recipe(recipe_id), Change(holder=holder))
            for at, (raster, truth) in enumerate(zip(drawn.faces, drawn.truth.faces, strict=True)):
                picture, moved = _worn(raster, truth, wear, at_seed + at)
                face, zone = located(picture, at)
                if given:
                    face = flattened(picture, moved, at)
                yield Drawn(
                    name=f"{recipe_id} {holder} {truth.name}",
                    document=f"{recipe_id} {holder}",
                    face=face,
                    zone=zone,
                    profile=profile_of(profiles, recipe_id),
                    fields=_fields(drawn.truth, truth),
                )


def _next(first: int, steps: int) -> int:
    """Return a seed some steps on; those for tuning stay below those held out."""
    seed = first + _STRIDE * steps
    return seed if first >= HELD_OUT else seed % (HELD_OUT - 1)


def _worn(raster: Raster, truth: FaceTruth, wear: str, seed: int) -> tuple[Raster, FaceTruth]:
    if wear == "scan":
        return raster, truth
    picture, moved = photographed(seed, _STRENGTHS[wear])(raster, truth)
    return np.asarray(Image.open(io.BytesIO(encode(picture, "jpg"))).convert("RGB")), moved


def _fields(truth: Truth, face: FaceTruth) -> dict[str, tuple[str, str]]:
    return {
        name: (truth.printed[name], truth.fields.get(name, ""))
        for name in face.boxes
        if name in FIELDS and name in truth.printed and (name in truth.fields or name == "address")
    }


def flattened(picture: Raster, truth: FaceTruth, index: int) -> Face:
    """Return the face inside its true outline, at the size a located face has."""
    height, width = picture.shape[:2]
    corners = np.array([(x * width, y * height) for x, y in truth.outline], np.float32)
    across = float(np.linalg.norm(corners[1] - corners[0]))
    down = float(np.linalg.norm(corners[3] - corners[0]))
    size = (_ACROSS, max(1, round(_ACROSS * down / max(across, 1.0))))
    flat = np.array([(0, 0), (size[0], 0), size, (0, size[1])], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, flat)
    pixels = np.asarray(cv2.warpPerspective(picture, matrix, size), np.uint8)
    a, b, c, d = ((float(x), float(y)) for x, y in truth.outline)
    return Face(page=index, pixels=pixels, quad=Quad((a, b, c, d)), outline_found=True)


def located(picture: Raster, index: int) -> tuple[Face, Zone | None]:
    """Return the face of a picture and the zone on it, as a verification finds them."""
    page = Page(index=index, input=0, pixels=picture, media_type=MediaType.JPEG)
    zones = read_zones(picture, index)[:1]
    return find_faces([page], zones)[0], zones[0] if zones else None


def profile_of(profiles: ProfileSet, recipe_id: str) -> Profile | None:
    """Return the profile a recipe was drawn after: of its name, or of its name without the year."""
    state, _, document = recipe_id.partition("/")
    stem = document.rstrip("0123456789").rstrip("-")
    own = [p for p in profiles.profiles() if p.id.startswith(f"{state}/")]
    exact = [p for p in own if p.id == recipe_id]
    alike = [p for p in own if p.id.partition("/")[2].startswith(stem) or p.id.endswith(stem)]
    return next(iter(exact or alike[::-1]), None)


def folder_faces(folder: Path) -> Iterator[tuple[str, Face, Zone | None, dict[str, str]]]:
    """Yield the passports of a folder with what their zones truly say."""
    truth = json.loads((folder / "truth.json").read_text())
    for name, said in sorted(truth.items()):
        if said["type"] != ZoneType.TD3:
            continue
        picture = np.asarray(Image.open(folder / name).convert("RGB"))
        face, zone = located(picture, 0)
        raw = raw_fields(BY_TYPE[ZoneType.TD3], said["lines"])
        yield name, face, zone, {f: name_words(raw[f]) for f in _COMPARED if name_words(raw[f])}

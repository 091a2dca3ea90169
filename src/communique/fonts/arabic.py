"""Give each Arabic letter one glyph, where its font draws a bare shape and loose dots.

Letters that share a shape share its glyph in such a font; a PDF, which keeps one text for each
glyph, would then read `ت` and `ب` alike. Here a last substitution turns shape and dots into one
glyph, of the same look in the same place, so that every letter can be searched and copied.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from fontTools.otlLib import builder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

from communique.frozen import Frozen

__all__ = ["join_dots"]

Row = tuple[str, ...]
"""Glyphs that stand for one letter: a shape, then its marks."""
Point = tuple[int, int]

_BASE, _MARK = 1, 3
_PAIRS, _MARK_TO_BASE, _MARK_TO_MARK = 2, 4, 6
_USES_MARK_SET = 16
_GLYPH_PAIRS = 1
_ALTERNATES = "aalt"
_LAST_FEATURE = "rlig"
"""Ligatures that Arabic requires: every program applies them, after it has chosen the forms."""


def join_dots(font: TTFont) -> None:
    """Add a glyph for each dotted letter in each of its forms, and the rule that puts it there.

    Takes a static TrueType font with Arabic layout, and changes it. Kerning and the places of
    vowel signs stay those of the shape with its dots.
    """
    on_shapes, on_marks = _joints(font, _MARK_TO_BASE), _joints(font, _MARK_TO_MARK)
    places = {}
    for row in sorted(_rows(font)):
        place = _places(row, on_shapes, on_marks)
        if place is not None:
            places[row] = place
    names = {row: "_".join(row) for row in places}
    _add_glyphs(font, names, places)
    _add_rule(font, names)
    _add_places_of_signs(font, names, places, on_marks)
    _add_kerning(font, names)


class _Joint(Frozen):
    """Where one subtable of the font puts marks on shapes, or on other marks."""

    marks: Mapping[str, tuple[int, Any]]
    """Class and anchor of each mark that it places."""
    carriers: Mapping[str, Sequence[Any]]
    """Anchors of each glyph that carries marks, by class; None where it carries none."""
    seen: Container[str]
    """Marks it looks at; it looks past all others."""

    def place(self, carrier: str, mark: str) -> Point | None:
        """Tell where the origin of a mark comes to stand, from the origin of its carrier."""
        if mark not in self.marks or carrier not in self.carriers:
            return None
        kind, own = self.marks[mark]
        anchor = self.carriers[carrier][kind]
        if anchor is None:
            return None
        return anchor.XCoordinate - own.XCoordinate, anchor.YCoordinate - own.YCoordinate


def _joints(font: TTFont, kind: int) -> list[_Joint]:
    definitions = font["GDEF"].table
    every = frozenset(definitions.GlyphClassDef.classDefs)
    joints = []
    for lookup, subtable in _positioning(font, kind):
        if kind == _MARK_TO_BASE:
            marks, rows = subtable.MarkCoverage, subtable.MarkArray.MarkRecord
            carriers = subtable.BaseCoverage
            anchors = [record.BaseAnchor for record in subtable.BaseArray.BaseRecord]
        else:
            marks, rows = subtable.Mark1Coverage, subtable.Mark1Array.MarkRecord
            carriers = subtable.Mark2Coverage
            anchors = [record.Mark2Anchor for record in subtable.Mark2Array.Mark2Record]
        sees_all = not lookup.LookupFlag & _USES_MARK_SET
        joint = _Joint(
            marks={
                name: (row.Class, row.MarkAnchor)
                for name, row in zip(marks.glyphs, rows, strict=True)
            },
            carriers=dict(zip(carriers.glyphs, anchors, strict=True)),
            seen=every
            if sees_all
            else frozenset(definitions.MarkGlyphSetsDef.Coverage[lookup.MarkFilteringSet].glyphs),
        )
        joints.append(joint)
    return joints


def _rows(font: TTFont) -> set[Row]:
    """Find every row of a shape and marks that a single character can turn into."""
    classes = font["GDEF"].table.GlyphClassDef.classDefs
    marks = {name for name, kind in classes.items() if kind == _MARK}
    changes = _changes(font)
    found: set[Row] = {(name,) for name in font.getBestCmap().values()}
    waiting = list(found)
    while waiting:
        row = waiting.pop()
        for place, name in enumerate(row):
            for result in changes.get(name, ()):
                changed = row[:place] + result + row[place + 1 :]
                if changed not in found:
                    found.add(changed)
                    waiting.append(changed)
    return {row for row in found if row[1:] and row[0] not in marks and marks.issuperset(row[1:])}


def _changes(font: TTFont) -> dict[str, set[Row]]:
    """List what each glyph can be exchanged for, in whatever context."""
    table = font["GSUB"].table
    alternates = {
        place
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == _ALTERNATES
        for place in record.Feature.LookupListIndex
    }
    changes: dict[str, set[Row]] = {}
    for place, lookup in enumerate(table.LookupList.Lookup):
        for subtable in () if place in alternates else _subtables(lookup):
            for name, result in getattr(subtable, "mapping", {}).items():
                row = (result,) if isinstance(result, str) else tuple(result)
                changes.setdefault(name, set()).add(row)
    return changes


def _places(
    row: Row, on_shapes: Sequence[_Joint], on_marks: Sequence[_Joint]
) -> list[Point] | None:
    """Compute where the glyphs of a row stand, from the origin of its shape.

    None if a mark is attached to nothing: such a row never comes about in a text.
    """
    places: list[Point] = [(0, 0)]
    for end in range(1, len(row)):
        place = _place_on_marks(row[:end], places, row[end], on_marks)
        if place is None:
            found = [joint.place(row[0], row[end]) for joint in on_shapes]
            # A later subtable overrules the earlier ones.
            place = next(filter(None, reversed(found)), None)
        if place is None:
            return None
        places.append(place)
    return places


def _place_on_marks(
    row: Row, places: Sequence[Point], mark: str, on_marks: Sequence[_Joint]
) -> Point | None:
    """Compute where a further mark stands on the marks of a row, if it does."""
    place = None
    for joint in on_marks:
        seen = [index for index in range(1, len(row)) if row[index] in joint.seen]
        found = joint.place(row[seen[-1]], mark) if seen else None
        if found is not None:
            across, up = places[seen[-1]]
            place = across + found[0], up + found[1]
    return place


def _add_glyphs(font: TTFont, names: Mapping[Row, str], places: Mapping[Row, list[Point]]) -> None:
    glyphs, widths = font["glyf"], font["hmtx"].metrics
    classes = font["GDEF"].table.GlyphClassDef.classDefs
    for row, name in names.items():
        pen = TTGlyphPen(glyphs)
        for part, (across, up) in zip(row, places[row], strict=True):
            pen.addComponent(part, (1, 0, 0, 1, across, up))
        glyph = pen.glyph()
        glyph.recalcBounds(glyphs)
        glyphs[name] = glyph
        widths[name] = (widths[row[0]][0], glyph.xMin)
        classes[name] = _BASE
    font.setGlyphOrder(glyphs.glyphOrder)


def _add_rule(font: TTFont, names: Mapping[Row, str]) -> None:
    table = font["GSUB"].table
    lookup = builder.buildLookup([builder.buildLigatureSubstSubtable(dict(names))])
    table.LookupList.Lookup.append(lookup)
    last = len(table.LookupList.Lookup) - 1
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == _LAST_FEATURE:
            record.Feature.LookupListIndex.append(last)


def _add_places_of_signs(
    font: TTFont,
    names: Mapping[Row, str],
    places: Mapping[Row, list[Point]],
    on_marks: Sequence[_Joint],
) -> None:
    """Let vowel signs stand on the new glyphs where they stood on shape and dots."""
    tables = [subtable for _, subtable in _positioning(font, _MARK_TO_BASE)]
    for subtable, joint in zip(tables, _joints(font, _MARK_TO_BASE), strict=True):
        for row, name in names.items():
            if row[0] not in joint.carriers:
                continue
            anchors = list(joint.carriers[row[0]])
            # All signs of a class move alike: the first that a dot carries stands for them.
            done = set()
            for mark, (kind, own) in joint.marks.items():
                place = None if kind in done else _place_on_marks(row, places[row], mark, on_marks)
                if place is not None:
                    done.add(kind)
                    anchors[kind] = builder.buildAnchor(
                        place[0] + own.XCoordinate, place[1] + own.YCoordinate
                    )
            record = otTables.BaseRecord()
            record.BaseAnchor = anchors
            subtable.BaseCoverage.glyphs.append(name)
            subtable.BaseArray.BaseRecord.append(record)


def _add_kerning(font: TTFont, names: Mapping[Row, str]) -> None:
    """Let the new glyphs keep the distances of their shapes."""
    for _, subtable in _positioning(font, _PAIRS):
        coverage = subtable.Coverage.glyphs
        if subtable.Format == _GLYPH_PAIRS:
            for pairs in subtable.PairSet:
                _add_second_glyphs(pairs, names)
        else:
            for kinds in (subtable.ClassDef1.classDefs, subtable.ClassDef2.classDefs):
                kinds.update({names[row]: kinds[row[0]] for row in names if row[0] in kinds})
        for row, name in names.items():
            if row[0] in coverage:
                if subtable.Format == _GLYPH_PAIRS:
                    subtable.PairSet.append(subtable.PairSet[coverage.index(row[0])])
                coverage.append(name)


def _add_second_glyphs(pairs: Any, names: Mapping[Row, str]) -> None:
    known = {record.SecondGlyph: record for record in pairs.PairValueRecord}
    for row, name in names.items():
        if row[0] in known:
            record = otTables.PairValueRecord()
            record.SecondGlyph = name
            record.Value1 = known[row[0]].Value1
            record.Value2 = known[row[0]].Value2
            pairs.PairValueRecord.append(record)
    pairs.PairValueCount = len(pairs.PairValueRecord)


def _positioning(font: TTFont, kind: int) -> Iterator[tuple[Any, Any]]:
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for subtable in _subtables(lookup):
            if subtable.LookupType == kind:
                yield lookup, subtable


def _subtables(lookup: Any) -> list[Any]:
    return [getattr(subtable, "ExtSubTable", subtable) for subtable in lookup.SubTable]

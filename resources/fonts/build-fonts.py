#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the window's fonts from Debian's fonts-inter and fonts-jetbrains-mono.

Qt before 6.7 cannot switch OpenType features on, so Tickwell Sans is Inter with tabular digits (tnum)
and the one-storey a (cv11) mapped in, under a name of its own as the Open Font License asks of
modified fonts. Tickwell Mono is JetBrains Mono cut to the same alphabets.

Needs python3-fonttools. Usage: build-fonts.py [OUTPUT-FOLDER]
"""
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

INTER = Path("/usr/share/fonts/opentype/inter")
JETBRAINS = Path("/usr/share/fonts/truetype/jetbrains-mono")
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
# Latin, Greek, Cyrillic, Vietnamese; punctuation, currency, letter-like, arrows, mathematics, shapes
RANGES = [(0x20, 0x24F), (0x2B0, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x20CF),
          (0x2100, 0x22FF), (0x25A0, 0x25FF), (0x2713, 0x2717)]
BAKED = ("tnum", "cv11")
DIGITS = range(0x30, 0x3A)


def substitutions(font, tag):
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != tag:
            continue
        for index in record.Feature.LookupListIndex:
            for sub in table.LookupList.Lookup[index].SubTable:
                yield from getattr(sub, "ExtSubTable", sub).mapping.items()


def bake(font):
    changes = {}
    for tag in BAKED:
        changes.update(substitutions(font, tag))
    for table in font["cmap"].tables:
        for code, glyph in table.cmap.items():
            # Of tnum the digits alone: punctuation of digit width would tear words apart.
            if glyph in changes and (code in DIGITS or code > 0x3B):
                table.cmap[code] = changes[glyph]
    # Some weights have one digit a hair narrower than the others.
    metrics = font["hmtx"]
    digits = [font.getBestCmap()[code] for code in DIGITS]
    width = max(metrics[glyph][0] for glyph in digits)
    for glyph in digits:
        metrics[glyph] = (width, metrics[glyph][1])


def rename(font, family, style):
    names = font["name"]
    names.names = [n for n in names.names if n.nameID in (0, 13, 14)]
    postscript = f"{family.replace(' ', '')}-{style}"
    for name_id, text in ((1, family), (2, style), (3, postscript), (4, f"{family} {style}"),
                          (6, postscript)):
        names.setName(text, name_id, 3, 1, 0x409)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames[0] = postscript
        top = cff.topDictIndex[0]
        top.FullName, top.FamilyName = f"{family} {style}", family


def make(source, family, style, target):
    font = TTFont(source)
    if "Inter" in source.name:
        bake(font)
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[c for first, last in RANGES for c in range(first, last + 1)])
    cutter.subset(font)
    rename(font, family, style)
    font["OS/2"].usWeightClass = WEIGHTS[style]
    font.save(target)
    print(f"{target}  {target.stat().st_size // 1024} KiB")


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    for style in WEIGHTS:
        make(INTER / f"Inter-{style}.otf", "Tickwell Sans", style,
             folder / f"TickwellSans-{style}.otf")
    for style in ("Regular", "SemiBold"):
        make(JETBRAINS / f"JetBrainsMono-{style}.ttf", "Tickwell Mono", style,
             folder / f"TickwellMono-{style}.ttf")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Make bigtype.hex, the glyphs of big type (see bigtype.h), from GNU Unifont.

    python3 src/layout/gen/bigtype.py /usr/share/unifont/unifont.hex \\
        > src/layout/gen/bigtype.hex

The file is Unifont's as Debian's package unifont 15.0.01 has it.  Glyphs are
copied as they are; only the choice of them is made here: what the names of
newspapers are written in.
"""
import sys

HEAD = """\
# Glyphs of GNU Unifont 15.0.01, unaltered: a choice of them, for big type.
# Copyright (C) 1998-2022 Roman Czyborra, Paul Hardy, Qianqian Fang, Andrew
# Miller, Johnnie Weaver, David Corbett, Nils Moskopp, Rebecca Bettencourt, et al.
# Licensed under the SIL Open Font License, version 1.1: see OFL.txt.
# Made by src/layout/gen/bigtype.py.  A line: code point, then 16 rows of 8 or 16
# dots, in hexadecimal.
"""


def character_set(encoding, first, last):
    """The characters of the double-byte rows `first` to `last`."""
    out = set()
    for hi in range(first, last + 1):
        for lo in range(0x40, 0xFF):
            try:
                out.add(ord(bytes([hi, lo]).decode(encoding)))
            except UnicodeDecodeError:
                pass
    return out


def repertoire():
    out = character_set('gb2312', 0xB0, 0xF7)    # all of its Han: 6,763
    out |= character_set('big5', 0xA4, 0xC6)     # level 1: 5,401
    out |= character_set('euc_jp', 0xB0, 0xCF)   # JIS X 0208 level 1: 2,965
    out |= character_set('euc_kr', 0xB0, 0xC8)   # KS X 1001 Hangul: 2,350
    for first, last in ((0x20, 0x7E), (0xA0, 0x17F),  # Latin
                        (0x386, 0x3CE), (0x400, 0x45F),  # Greek, Cyrillic
                        (0x2010, 0x2027), (0x2030, 0x203A),
                        (0x3000, 0x301F), (0x3041, 0x3096),
                        (0x30A0, 0x30FF), (0xFF01, 0xFF5E)):
        out |= set(range(first, last + 1))
    return out


def main():
    wanted = repertoire()
    sys.stdout.write(HEAD)
    with open(sys.argv[1], encoding='ascii') as f:
        for line in f:
            cp, glyph = line.strip().split(':')
            if int(cp, 16) in wanted:
                print(cp + ':' + glyph)


main()

#!/usr/bin/env python3
"""Make han.inc: which Han characters only one of the two Chineses writes.

    python3 src/text/gen/han.py /usr/share/unicode > src/text/gen/han.inc

A character is Simplified when Unihan names a Traditional variant of it, and
GB 2312 has it and Big5 does not; Traditional the other way round.  So 后, 里 and
著, which both write, say nothing.  Standard library only.
"""
import bz2
import sys

FIRST, LAST = 0x4E00, 0x9FFF

simplified, traditional = set(), set()
with bz2.open(sys.argv[1] + '/Unihan_Variants.txt.bz2', 'rt', encoding='utf-8') as f:
    for line in f:
        part = line.split()
        if len(part) < 3 or part[1] not in ('kSimplifiedVariant', 'kTraditionalVariant'):
            continue
        if part[0] in part[2:]:
            continue
        (traditional if part[1] == 'kSimplifiedVariant' else simplified).add(int(part[0][2:], 16))


def has(cp, charset):
    try:
        chr(cp).encode(charset)
        return True
    except UnicodeEncodeError:
        return False


def side(cp):
    gb, big5 = has(cp, 'gb2312'), has(cp, 'big5')
    if cp in simplified and gb and not big5:
        return 1
    return 2 if cp in traditional and big5 and not gb else 0


print('/* Made by gen/han.py; do not edit. */')
print('enum { HAN_FIRST = 0x%X, HAN_LAST = 0x%X };' % (FIRST, LAST))
print('/* Two bits a character, lowest first: 1 Simplified, 2 Traditional. */')
print('static const uint8_t han_sides[%d] = {' % ((LAST - FIRST + 4) // 4))
line = '\t'
for cp in range(FIRST, LAST + 1, 4):
    item = '%d,' % sum(side(cp + k) << 2 * k for k in range(4) if cp + k <= LAST)
    if len(line) + len(item) > 79:
        print(line)
        line = '\t'
    line += item
print(line)
print('};')

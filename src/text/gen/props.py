#!/usr/bin/env python3
"""Make props.inc, the property table of src/text (see prop.h), from the UCD.

    python3 src/text/gen/props.py /usr/share/unicode > src/text/gen/props.inc

Standard library only.  Nothing is taken from Python's own Unicode data, so
the result depends on the folder alone.
"""
import re
import sys

BLOCK = 128  # code points; 64 to 256 all give tables within 10 % of the least
SETTLED = 14.0  # see PROP_ODD in prop.h

ROOT = sys.argv[1]
ALL = 0x110000


def ranges(name, default, field=1):
    """A property file as a list by code point, and its version."""
    out = [default] * ALL
    version = None
    with open(ROOT + '/' + name, encoding='utf-8') as f:
        for line in f:
            m = re.match(r'# \S+?-(\d+\.\d+\.\d+)\.txt|# Version: ([\d.]+)', line)
            if m and not version:
                version = m.group(1) or m.group(2)
            part = [x.strip() for x in line.split('#')[0].split(';')]
            if len(part) <= field:
                continue
            lo, _, hi = part[0].partition('..')
            for cp in range(int(lo, 16), int(hi or lo, 16) + 1):
                out[cp] = part[field]
    return out, version


def unicode_data():
    """The general category."""
    gc, first = ['Cn'] * ALL, 0
    with open(ROOT + '/UnicodeData.txt', encoding='utf-8') as f:
        for line in f:
            part = line.split(';')
            cp = int(part[0], 16)
            if part[1].endswith(', First>'):
                first = cp
                continue
            lo = first if part[1].endswith(', Last>') else cp
            for c in range(lo, cp + 1):
                gc[c] = part[2]
    return gc


def flags(name, value):
    """The code points that a file gives a binary property or value."""
    out = set()
    with open(ROOT + '/' + name, encoding='utf-8') as f:
        for line in f:
            part = [x.strip() for x in line.split('#')[0].split(';')]
            if part[1:1 + len(value)] == value:
                lo, _, hi = part[0].partition('..')
                out.update(range(int(lo, 16), int(hi or lo, 16) + 1))
    return out


# What the overlay on UAX #14 needs to know by name.  CLREQ, "Prohibition Rules
# for Line Start and Line End"; JLREQ appendix A; the classes OP and CL of UAX #14.
KINDS = {
    'SPACE': ' \t\n\r',
    'OPEN': '“‘（《〈「『【〔〖［｛｟〘〚«([{｢〝‹„‚',
    # ' and " become what they are by what stands beside them (cluster.c).
    'CLOSE': '\'"＇＂”’）》〉」』】〕〗］｝｠〙〛»)]}｣〞〟›',
    'PAUSE': '，、。；：？！．,.;:?!｡､‼⁇⁈⁉﹐﹑﹒﹔﹕﹖﹗︰',
    'INTERPUNCT': '·・‧･•',
    'CONNECTOR': '～〜–-‐‑゠－',
    'DASH': '—⸺⸻―',
    'ELLIPSIS': '…⋯‥',
    'SOLIDUS': '/／',
    'PREFIX': '$＄£￡¥￥€₩￦№＃#',
    'POSTFIX': '%％‰‱℃℉°′″¢￠',
}
NAMED = {ord(c): k for k, s in KINDS.items() for c in s}

gc = unicode_data()
eaw, version = ranges('EastAsianWidth.txt', 'N')
lb, _ = ranges('LineBreak.txt', 'XX')
gcb, _ = ranges('auxiliary/GraphemeBreakProperty.txt', 'Other')
age, _ = ranges('DerivedAge.txt', '99')
pict = flags('emoji/emoji-data.txt', ['Extended_Pictographic'])
not_nfc = flags('DerivedNormalizationProps.txt', ['NFC_QC', 'N'])

# Spacing letters that UAX #29 joins to the letter before them.  Every terminal
# gives each a cell of its own, so here each is a cluster of its own.
for cp in (0x0E33, 0x0EB3, 0xFF9E, 0xFF9F):
    gcb[cp] = 'Other'

# Of the spacing marks, UAX #29 lets some of Burmese and its kin begin a cluster.
# A terminal that gives them no cell puts them on the letter before them, so here
# they stay with it.
for cp in range(ALL):
    if gc[cp] == 'Mc' and gcb[cp] == 'Other':
        gcb[cp] = 'SpacingMark'


def is_control(cp):
    return gc[cp] in ('Cc', 'Cs', 'Zl', 'Zp')


def width(cp):
    if gc[cp] in ('Mn', 'Me') or gcb[cp] in ('V', 'T'):
        return '0'
    if gc[cp] == 'Cf' and cp != 0xAD and not 0x600 <= cp <= 0x605:
        return '0'
    if eaw[cp] in 'WF':
        return '2'
    return '3' if eaw[cp] == 'A' else '1'


def kind(cp):
    c = gc[cp]
    if cp in NAMED:
        return NAMED[cp]
    if c == 'Zs':
        return 'SPACE'
    if gcb[cp] in ('L', 'V', 'T', 'LV', 'LVT') or 0xFFA0 <= cp <= 0xFFDC:
        return 'HANGUL'
    if c == 'Nd':
        return 'DIGIT'
    if lb[cp] == 'OP':
        return 'OPEN'
    if lb[cp] in ('CL', 'CP'):
        return 'CLOSE'
    if 0xFF66 <= cp <= 0xFF9F:
        return 'HAN'
    if eaw[cp] in 'WF':
        return 'HAN'
    return 'LETTER' if c[0] in 'LM' else 'OTHER'


def bits(cp):
    out = []
    if gc[cp][0] == 'M':
        out.append('MARK')
    if cp in pict:
        out.append('PICT')
    # Small kana, prolonged sound and iteration marks: JLREQ, cl-9 to cl-11.
    if lb[cp] == 'CJ' or lb[cp] == 'NS' and gc[cp] in ('Lm', 'Lo'):
        out.append('SMALL')
    nothing = gc[cp] == 'Cf' and gcb[cp] != 'Prepend'
    nothing = nothing or cp == 0x34F or 0x180B <= cp <= 0x180F
    nothing = nothing or 0xFE00 <= cp <= 0xFE0F or 0xE0000 <= cp <= 0xE0FFF
    nothing = nothing or 0xFDD0 <= cp <= 0xFDEF or cp & 0xFFFE == 0xFFFE
    if nothing:
        out.append('NOTHING')
    odd = gc[cp] not in ('Co', 'Cc', 'Cs') and float(age[cp]) > SETTLED
    odd = odd or gc[cp] == 'Mc' or gcb[cp] in ('Prepend', 'Regional_Indicator')
    # Numbers in squares are ambiguous to UAX #11 and wide to most terminals;
    # hexagrams were narrow before Unicode 16 and are wide to the C library.
    odd = odd or 0x3248 <= cp <= 0x324F or 0x4DC0 <= cp <= 0x4DFF
    if odd and not nothing:
        out.append('ODD')
    # Compatibility ideographs keep their look: names are told apart by it.
    compat = 0xF900 <= cp <= 0xFAFF or 0x2F800 <= cp <= 0x2FA1F
    special = cp in (0x2E3A, 0x2E3B) or is_control(cp)
    special = special or cp in not_nfc and not compat
    if not odd and not nothing and not special and width(cp) != '0':
        out.append('PLAIN')
    return out


GCB = {'SpacingMark': 'SPACING'}
values, index, blocks, tops = [], {}, [], []
seen = {}
for top in range(0, ALL, BLOCK):
    row = []
    for cp in range(top, top + BLOCK):
        g = GCB.get(gcb[cp], gcb[cp].upper())
        v = 'P(%s, %s, %s, %s)' % (width(cp), kind(cp), g, ' | '.join(bits(cp)) or '0')
        if v not in index:
            index[v] = len(values)
            values.append(v)
        row.append(index[v])
    row = tuple(row)
    if row not in seen:
        seen[row] = len(blocks)
        blocks.append(row)
    tops.append(seen[row])

# grapheme.c takes a lead byte E4 to E9 for the start of a cluster.
assert {gcb[cp] for cp in range(0x4000, 0xA000)} == {'Other'}
assert len(values) <= 256 and len(blocks) <= 65536


def numbers(xs):
    line = '\t'
    for x in xs:
        item = '%d,' % x
        if len(line) + len(item) > 79:
            print(line)
            line = '\t'
        line += item
    print(line)


print('/* Made by gen/props.py; do not edit. */')
print('#define PROP_UNICODE "%s"' % version)
print('_Static_assert(1 << PROP_BLOCK_BITS == %d, "as made");' % BLOCK)
print('const uint16_t prop_values[%d] = {' % len(values))
for v in values:
    v = re.sub(r'(, \w+, \w+, )(.+)\)$', lambda m: m.group(1) + ' | '.join(
        x if x == '0' else 'PROP_' + x for x in m.group(2).split(' | ')) + ')', v)
    v = re.sub(r'^P\((\d), (\w+), (\w+),', r'P(\1, CLUSTER_\2, GCB_\3,', v)
    print('\t' + v + ',')
print('};')
print('const uint8_t prop_blocks[%d] = {' % (len(blocks) * BLOCK))
for b in blocks:
    numbers(b)
print('};')
print('const uint16_t prop_tops[%d] = {' % len(tops))
numbers(tops)
print('};')

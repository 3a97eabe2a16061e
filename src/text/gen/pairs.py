#!/usr/bin/env python3
"""Where UAX #14 allows a break between two frequent characters.

Asks libunistring's u8_possible_linebreaks about every pair of characters of
RANGES, with and without a space between, puts those that behave alike into
one class and prints pairs.inc.  tests/prop/fast.c compares the result with the
library again, on random text.
"""
import ctypes
import sys
import unicodedata

# What newspapers are printed with; the rest is left to the library.
RANGES = [(0x00, 0x7F), (0xA0, 0xFF), (0x2010, 0x2027), (0x3000, 0x30FF),
          (0xFF01, 0xFF60)]
# One class each: all of them are asked, against one character of each class.
BULK = {'HAN': (0x4E00, 0x9FFF), 'HANGUL': (0xAC00, 0xD7A3)}
POSSIBLE = 2  # UC_BREAK_POSSIBLE
SPACE = 0x20

library = ctypes.CDLL(sys.argv[1] if len(sys.argv) > 1
                      else 'libunistring.so.2')
ask = library.u8_possible_linebreaks_v2
ask.restype = None


def allowed(text):
    """Is a break possible before the last character?"""
    s = text.encode()
    out = ctypes.create_string_buffer(len(s))
    ask(s, ctypes.c_size_t(len(s)), b'UTF-8', out)
    return out.raw[len(s) - len(text[-1].encode())] == POSSIBLE


def pair(a, b):
    """0: never, 1: across spaces, 3: always."""
    return (2 * allowed(chr(a) + chr(b)) +
            allowed(chr(a) + ' ' + chr(b)))


def is_frequent(cp):
    # Controls and marks are not a matter of pairs.
    category = unicodedata.category(chr(cp))
    return category != 'Cc' and category[0] != 'M' and cp != 0x3035


def classes(cps):
    signs = {}
    for a in cps:
        sign = tuple(pair(a, b) for b in cps) + tuple(pair(b, a) for b in cps)
        signs.setdefault(sign, []).append(a)
    return list(signs.values())


def check(name, cps, members, samples):
    """Does the whole block behave like its first member?"""
    first = cps[0]
    want = [(pair(first, s), pair(s, first)) for s in samples]
    for cp in cps:
        if [(pair(cp, s), pair(s, cp)) for s in samples] != want:
            sys.exit('%s: U+%04X is not like U+%04X' % (name, cp, first))


def main():
    listed = [cp for lo, hi in RANGES for cp in range(lo, hi + 1)
              if is_frequent(cp) and cp != SPACE]
    heads = {name: lo for name, (lo, _) in BULK.items()}
    found = classes(listed + list(heads.values()))
    number = {cp: i + 1 for i, group in enumerate(found) for cp in group}
    number[SPACE] = len(found) + 1
    samples = [group[0] for group in found]
    for name, (lo, hi) in BULK.items():
        check(name, range(lo, hi + 1), found, samples)
    if len(found) + 2 > 32:
        sys.exit('%d classes do not fit in 32 bits' % len(found))
    print('/* Made by gen/pairs.py from libunistring; do not edit. */')
    names = [('SPACE', SPACE), ('LETTER', ord('a'))]
    for name, cp in names + [('HAN', lo) for lo in heads.values()]:
        print('_Static_assert(PAIR_%s == %d, "as pair.h has it");'
              % (name, number[cp]))
    print('_Static_assert(PAIR_COUNT == %d, "as pair.h has it");'
          % (len(found) + 2))
    for lo, hi in RANGES:
        print('\n/* U+%04X to U+%04X */' % (lo, hi))
        print('const uint8_t pair_ascii[0x80] = {' if lo == 0 else
              'static const uint8_t pair_%04X[] = {' % lo)
        line = '\t'
        for cp in range(lo, hi + 1):
            item = '%d, ' % number.get(cp, 0)
            if len(line.expandtabs()) + len(item) > 80:
                print(line.rstrip())
                line = '\t'
            line += item
        print(line.rstrip())
        print('};')
    for name, bit in (('close', 2), ('spaced', 1)):
        print('\n/* Bit b of row a: a break between a and b%s. */'
              % (', spaces between' if bit == 1 else ''))
        print('const uint32_t pair_%s[PAIR_COUNT] = {' % name)
        for i, group in enumerate(found):
            bits = 0
            for j, other in enumerate(found):
                if pair(group[0], other[0]) & bit:
                    bits |= 1 << (j + 1)
            print('\t[%d] = 0x%08X, /* %s */' % (
                i + 1, bits, ' '.join('%04X' % cp for cp in group[:6])))
        print('};')


main()

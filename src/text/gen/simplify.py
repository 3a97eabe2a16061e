#!/usr/bin/env python3
"""Which simplified Chinese character stands for each traditional one.

    python3 src/text/gen/simplify.py [libopencc.so] > src/text/gen/simplify.inc

Asks libopencc (its conversion t2s, Debian's packages opencc and libopencc-dev)
about every Han character of Unicode by itself, and keeps those that become
another single character.  What OpenCC does only in a phrase is not in it, nor
are the new forms of Japanese (they are no conversion of t2s).
"""
import ctypes
import subprocess
import sys

FIRST, LAST = 0x3400, 0x9FFF  # the basic plane: a bit for each
# The planes beyond: a sorted list.  Compatibility ideographs are folded before.
OTHERS = range(0x20000, 0x323B0)

library = ctypes.CDLL(sys.argv[1] if len(sys.argv) > 1 else 'libopencc.so.1.1')
library.opencc_open.restype = ctypes.c_void_p
library.opencc_convert_utf8.restype = ctypes.c_void_p
library.opencc_convert_utf8.argtypes = [ctypes.c_void_p, ctypes.c_char_p,
                                        ctypes.c_size_t]
library.opencc_convert_utf8_free.argtypes = [ctypes.c_void_p]
opencc = library.opencc_open(b't2s.json')
version = subprocess.run(['opencc', '--version'], capture_output=True, text=True,
                         check=True).stdout.split('Version:')[1].split()[0]


def convert(cp):
    s = chr(cp).encode()
    out = library.opencc_convert_utf8(opencc, s, len(s))
    text = ctypes.string_at(out).decode()
    library.opencc_convert_utf8_free(out)
    return ord(text) if len(text) == 1 else cp


def simplify(cp):
    """To the end: a few become what is converted again."""
    for _ in range(4):
        to = convert(cp)
        if to == cp:
            break
        cp = to
    return cp


def table(kind, name, items):
    print('static const %s %s[] = {' % (kind, name))
    line = '\t'
    for item in items:
        if len(line) + len(item) > 71:
            print(line.rstrip())
            line = '\t'
        line += item + ' '
    print(line.rstrip())
    print('};')


pairs = {cp: to for cp in range(FIRST, LAST + 1) if (to := simplify(cp)) != cp}
far = [(cp, to) for cp in OTHERS if (to := simplify(cp)) != cp]
words, ranks, n = [], [], 0
for cp in range(FIRST, LAST + 1, 32):
    bits = [k for k in range(32) if cp + k in pairs]
    words.append(sum(1 << k for k in bits))
    ranks.append(n)
    n += len(bits)

print('''/*
 * Made by gen/simplify.py from OpenCC %s (its data: Apache License 2.0;
 * conversion t2s, one character at a time); do not edit.
 */
enum { SIMPLIFY_FIRST = 0x%X, SIMPLIFY_LAST = 0x%X };
''' % (version, FIRST, LAST))
print('/* A bit for each character that changes, and how many are before. */')
table('uint32_t', 'simplify_bits', ['0x%x,' % w for w in words])
table('uint16_t', 'simplify_ranks', ['%d,' % r for r in ranks])
print('\n/* What they become, in their order. */')
table('uint32_t', 'simplify_to', ['0x%x,' % pairs[cp] for cp in sorted(pairs)])
print('\n/* Beyond the basic plane: from and to, sorted. */')
table('struct simplify_pair', 'simplify_far',
      ['{ 0x%x, 0x%x },' % pair for pair in far])

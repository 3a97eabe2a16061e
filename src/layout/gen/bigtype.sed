# A line of bigtype.hex as one of C: NARROW(code, 16 rows) or WIDE(...).
/^#/d
/^[0-9A-F]\{4\}:[0-9A-F]\{32\}$/{
s/[0-9A-F]\{2\}/0x&,/g
s/^0x\(..\),0x\(..\),:/0x\1\2,/
s/^\(.*\),$/NARROW(\1)/
}
/^[0-9A-F]\{4\}:[0-9A-F]\{64\}$/{
s/[0-9A-F]\{4\}/0x&,/g
s/:\(.*\),$/\1/
s/^.*$/WIDE(&)/
}

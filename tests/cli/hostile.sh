#!/bin/sh
# Nothing that a paper holds reaches the output as a control.
. tests/cli/lib.sh

esc=$(printf '\033')
bell=$(printf '\007')
{
	printf '标题%s]0;owned%s与%s[31m红\n\n' "$esc" "$bell" "$esc"
	printf '● 本报记者 秦川\n\n'
	printf 'C1 \302\233 31m and \302\235 0;x, bidi \342\200\256 gnp.exe \342\201\246, tag \363\240\201\201, '
	printf 'broken \377\376 \355\240\200 \300\257, NUL \000 BS \b DEL \177, LS \342\200\250.\n'
	printf 'marks e'
	i=0
	while [ $i -lt 40 ]; do
		printf '\314\201'
		i=$((i + 1))
	done
	printf '。\n'
} >"$tmp/evil.txt"

clean() { # file: no control but newline, no bidi, no tag, valid UTF-8
	python3 - "$1" "${2:-}" <<'EOF'
import sys, unicodedata
t = open(sys.argv[1], 'rb').read().decode('utf-8')
ok = set('\n\t') | set(sys.argv[2])
for c in t:
    o = ord(c)
    bad = (o < 0x20 or 0x7f <= o < 0xa0) and c not in ok
    bad |= o in (0x61c, 0x200e, 0x200f, 0x2028, 0x2029)
    bad |= 0x202a <= o <= 0x202e or 0x2066 <= o <= 0x2069 or 0xe0000 <= o <= 0xe007f
    if bad:
        sys.exit('U+%04X' % o)
run = 0
for c in t:
    run = run + 1 if unicodedata.combining(c) else 0
    if run > 4:
        sys.exit('too many marks')
EOF
}

for args in "print --width=80 --color=never" "print --measure=30" \
	"print --view=linear" "print --view=front" "export" \
	"export --format=markdown" "export --format=html" "export --format=text" "check"; do
	"$BS" $args "$tmp/evil.txt" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
	[ $status -eq 0 ] || [ $status -eq 3 ] || [ $status -eq 1 ]
	ok $? "$args reads it (exit $status)"
	clean "$tmp/out"
	ok $? "$args writes nothing that steers a terminal"
	clean "$tmp/err"
	ok $? "$args complains cleanly"
done

name=$(printf '%s/a\033]0;x\007\342\200\256b.txt' "$tmp")
"$BS" print "$name" >"$tmp/out" 2>"$tmp/err" </dev/null
clean "$tmp/err"
ok $? "a file name in a message is filtered"
cp "$tmp/evil.txt" "$name"
"$BS" check "$name" >"$tmp/out" 2>"$tmp/err" </dev/null
clean "$tmp/out"
ok $? "a file name in a report is filtered"

mkfifo "$tmp/fifo"
run 1 "a FIFO is refused at once" print "$tmp/fifo"
run 1 "a device is refused" print /dev/zero
mkdir "$tmp/folder"
run 1 "an empty folder is refused" print "$tmp/folder"
: >"$tmp/empty.txt"
"$BS" print "$tmp/empty.txt" >"$tmp/out" 2>"$tmp/err" </dev/null
[ $? -le 3 ]
ok $? "an empty file ends with a sentence"
[ -s "$tmp/err" ] || [ -s "$tmp/out" ]
ok $? "and not in silence"
"$BS" print "$tmp/evil.txt" >/dev/full 2>"$tmp/err" </dev/null
[ $? -eq 1 ]
ok $? "a full disk is noticed"
err_has "standard output"

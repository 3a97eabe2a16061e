#!/bin/sh
# Articles in Japanese, Korean and in scripts from right to left as they are
# printed: tests/golden/script/NAME.  GENERATE=1 writes them anew.
. tests/cli/lib.sh
golden=tests/golden/script

# same NAME PAPER ARG...
same() {
	name=$1
	shift
	"$BS" print --color=never "$@" >"$tmp/out" 2>"$tmp/err"
	[ -z "${GENERATE:-}" ] || cp "$tmp/out" "$golden/$name"
	cmp -s "$tmp/out" "$golden/$name"
	ok $? "$name is printed as agreed"
}

same ja-lead tests/golden/edition-ja.md --article=1 --width=100
same ja-lead-narrow tests/golden/edition-ja.md --article=1 --width=80 --columns=3
same ja-table tests/golden/edition-ja.md --article=6 --width=74 --height=12
same ko-lead tests/golden/edition-ko.md --article=1 --width=100
same ko-lead-syllable tests/golden/edition-ko.md --article=1 --width=100 \
	-o korean-break=auto
same ko-wide tests/golden/edition-ko.md --article=2 --width=60 --columns=1
same rtl tests/golden/script/rtl.md --width=80
same rtl-logical tests/golden/script/rtl.md --width=80 -o bidi=off
same table-goes-on tests/golden/script/table.md --width=80 --columns=3
same south tests/golden/script/south.md --measure=30

#!/bin/sh
# HACKING.md's map names every file of the program, and none that is gone.
set -u
bad=0
map=$(sed -n '/^## Map/,/^## How to add/p' HACKING.md | grep -o '`[a-z_0-9]*`' | tr -d '`' | sort -u)
files=$(find src content config ui -name '*.[ch]' -o -name '*.def' | grep -v /gen/ |
	sed 's|.*/||; s|\.[a-z]*$||; s|_int$||' | sort -u)
for f in $files; do
	echo "$map" | grep -qx "$f" || {
		echo "HACKING.md: the map does not name $f" >&2
		bad=1
	}
done
for f in $map; do
	echo "$files" | grep -qx "$f" || [ -d "tests/$f" ] || {
		echo "HACKING.md: there is no file $f" >&2
		bad=1
	}
done
exit $bad

# Report every `#include "..."` that climbs.  The first file is the table of
# what may include what (layers.txt); the rest are sources.

# The unit of a file: its folder below src/, else its first folder.
function unit_of(path, parts, n) {
	n = split(path, parts, "/")
	if (parts[1] != "src")
		return parts[1]
	return n < 3 ? "src" : "src/" parts[2]
}

function may_include(from, file, to) {
	to = unit_of(file)
	if (to == from || (from, to) in allowed || (from, file) in allowed)
		return 1
	return to ~ /^src\// && (from, "src/*") in allowed
}

NR == FNR {
	for (i = 2; i <= NF && $1 !~ /^#/; i++)
		allowed[$1, $i] = 1
	next
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
	split($0, quoted, "\"")
	if (!may_include(unit_of(FILENAME), quoted[2])) {
		printf "%s:%d: %s must not include %s\n", FILENAME, FNR, \
		    unit_of(FILENAME), quoted[2]
		climbs++
	}
}

END {
	exit climbs > 0
}

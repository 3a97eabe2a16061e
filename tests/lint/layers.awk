# Report every `#include "..."` that climbs.  The first file is the table of
# what may include what (layers.txt); the rest are sources.
function unit(path, p, n) {
	n = split(path, p, "/")
	return p[1] == "src" && n > 2 ? p[1] "/" p[2] : p[1]
}
FNR == NR {
	if ($0 !~ /^#/ && NF)
		for (i = 1; i <= NF; i++)
			ok[$1, $i] = 1
	next
}
match($0, /^[ \t]*#[ \t]*include[ \t]+"[^"]+"/) {
	split($0, q, "\"")
	from = unit(FILENAME)
	to = unit(q[2])
	if (from == to || ok[from, to] || ok[from, q[2]])
		next
	if (to ~ /^src\// && ok[from, "src/*"])
		next
	printf "%s:%d: %s must not include %s\n", FILENAME, FNR, from, q[2]
	bad = 1
}
END { exit bad }

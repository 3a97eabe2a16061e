# Report every `#include <...>` of an outside library away from its place.
# The first file is the table (quarantine.txt); the rest are sources.
FNR == NR {
	if ($0 !~ /^#/ && NF == 2) {
		n++
		header[n] = "^(" $1 ")"
		place[n] = "^(" $2 ")$"
	}
	next
}
match($0, /^[ \t]*#[ \t]*include[ \t]+<[^>]+>/) {
	split($0, q, /[<>]/)
	for (i = 1; i <= n; i++)
		if (q[2] ~ header[i] && FILENAME !~ place[i]) {
			printf "%s:%d: <%s> belongs into %s only\n", \
			    FILENAME, FNR, q[2], place[i]
			bad = 1
		}
}
END { exit bad }

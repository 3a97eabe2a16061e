# Report files over 800 lines and functions over 70: the tail is where beauty
# is lost.  A function begins at a line that starts with a letter and is
# followed by "{" alone in column 0, and ends at "}" in column 0.
FNR == 1 {
	start = 0
}
FNR == 801 {
	printf "%s: more than 800 lines\n", FILENAME
	bad = 1
}
/^[a-z_]+[a-z0-9_]*\(/ {
	name = $0
	sub(/\(.*/, "", name)
}
/^\{/ {
	start = FNR
}
/^\}/ && start {
	if (FNR - start - 1 > 70) {
		printf "%s:%d: %s() has %d lines, more than 70\n", \
		    FILENAME, start, name, FNR - start - 1
		bad = 1
	}
	start = 0
}
END { exit bad }

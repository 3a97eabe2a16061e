# For lints: what the tables (.def) say.

# The strings in quotation marks at a place of each row: rows FILE MACROS N.
rows() {
	tr '\n' ' ' <"$1" | sed 's/) *\([A-Z]*(\)/)\n\1/g; s/\*\/ */&\n/g' |
		grep -E "^($2)\(" | awk -F'"' -v n="$3" '{ print $(2 * n) }'
}

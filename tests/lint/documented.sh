#!/bin/sh
# Is every option, action, role, theme and keymap described in its manual
# page?  And are the keys in broadsheet-keys(7) those of the default keymap?
#
#	documented.sh [program]		also: every option of `program --help`
set -u
program=${1:-./broadsheet}
bad=0

complain() {
	echo "$1: $2 is missing or differs" >&2
	bad=1
}

# The strings in quotation marks at a place of each row: rows FILE MACROS N.
rows() {
	tr '\n' ' ' <"$1" | sed 's/) *\([A-Z]*(\)/)\n\1/g; s/\*\/ */&\n/g' |
		grep -E "^($2)\(" | awk -F'"' -v n="$3" '{ print $(2 * n) }'
}

names=$(rows config/options.def 'FLAG|NUMBER|CHOICE|STRING' 2)
actions=$(rows config/actions.def ACTION 1)
roles=$(rows src/layout/roles.def ROLE 1)
themes=$(cd config/themes && ls | sed 's/\.ini$//')
keymaps=$(cd config/keys && ls | sed 's/\.ini$//')

# An empty list would find nothing missing.
for list in "$names" "$actions" "$roles" "$themes" "$keymaps"; do
	[ -n "$list" ] || complain "$0" 'a table'
done

for name in $names; do
	grep -q "^\.It Cm $name = " man/broadsheet.ini.5 ||
		complain man/broadsheet.ini.5 "$name"
done
for name in $roles $themes; do
	grep -q "^\.It Cm $name\$" man/broadsheet-themes.5 ||
		complain man/broadsheet-themes.5 "$name"
done
for name in $keymaps; do
	grep -q "^\.It Cm $name\$" man/broadsheet-keys.7 ||
		complain man/broadsheet-keys.7 "$name"
done
for name in $actions; do
	keys=$(sed -n "s/^$name = //p" config/keys/default.ini)
	[ "$keys" != none ] || keys='no key'
	said=$(sed -n "s/^\.It Cm $name Pq //p" man/broadsheet-keys.7 |
		sed 's/^Li //; s/\\&//g')
	[ "$keys" = "$said" ] ||
		complain man/broadsheet-keys.7 "$name ($keys)"
done

# What the program says of itself, if it does already.
if [ -x "$program" ]; then
	for option in $("$program" --help 2>/dev/null </dev/null |
		grep -oE -- '--[a-z][a-z-]+' | sort -u); do
		for page in man/broadsheet.1; do
			[ ! -f $page ] ||
			    sed 's/\\-/-/g' $page | grep -qE -- \
				"(Fl Fl |-)${option#--}( |\$|=)" ||
				complain $page "$option"
		done
	done
fi
exit $bad

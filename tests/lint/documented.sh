#!/bin/sh
# Is every option, action, role, theme and keymap described in its manual
# page, each option with an example, and the command line in broadsheet(1)?  And
# are the keys in broadsheet-keys(7) those of the default keymap?
set -u
bad=0

complain() {
	echo "$1: $2 is missing or differs" >&2
	bad=1
}

. tests/lint/rows.sh

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
	# An example has two lines at least: two values, or a value and why.
	awk -v item=".It Cm $name = " '
	/^\.It Cm [a-z-]+ = / || /^\.S[hs] / { in_item = index($0, item) == 1 }
	/^\.Bd -literal/ { n = 0 }
	in_item && !/^\./ { n++ }
	in_item && /^\.Ed/ && n > 1 { found = 1 }
	END { exit !found }' man/broadsheet.ini.5 ||
		complain man/broadsheet.ini.5 "the example of $name"
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
	keys=$(sed -n "s/^$name = //p" config/keys/default.ini | tr -d '"')
	[ "$keys" != none ] || keys='no key'
	said=$(sed -n "s/^\.It Cm $name Pq //p" man/broadsheet-keys.7 |
		sed 's/^Li //; s/\\&//g')
	[ "$keys" = "$said" ] ||
		complain man/broadsheet-keys.7 "$name ($keys)"
done

for option in $(rows src/cli.def CLI 1); do
	grep -qE "^\.It .*Fl Fl $option( |=|\$)" man/broadsheet.1 ||
		complain man/broadsheet.1 "--$option"
done
exit $bad

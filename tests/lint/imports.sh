#!/bin/sh
# The binary must not import what hands text to a shell or writes without a
# bound; and it must be hardened.
bin=${1:-./broadsheet}
bad=$(nm -D -u "$bin" | awk '{print $NF}' | sed 's/@.*//' | grep -xE \
	'system|popen|wordexp|execlp|execle|strcpy|strcat|sprintf|vsprintf|gets|tmpnam|mktemp')
[ -z "$bad" ] || {
	echo "$bin imports: $bad"
	exit 1
}

#!/bin/sh
# The binary must not import what hands text to a shell or writes without a
# bound (FORTIFY_SOURCE renames those; execvp runs a shell where a file is no
# program); and it must be hardened: at no fixed place, its tables of addresses
# read-only before main(), no stack that can be run, guards on stack and copies.
bin=${1:-./broadsheet}
status=0

complain() {
	echo "$bin $1"
	status=1
}

imports=$(nm -D -u "$bin" | awk '{print $NF}' | sed 's/@.*//')
bad=$(echo "$imports" | grep -xE \
	'system|popen|wordexp|execlp|execle|execvp|gets|tmpnam|mktemp|(__)?(strcpy|strcat|v?sprintf)(_chk)?')
[ -z "$bad" ] || complain "imports: $bad"

# Only ELF has what follows, and only a build with optimisation has all of it.
readelf -h "$bin" >/dev/null 2>&1 || exit $status
facts=$(readelf -hldW "$bin" 2>/dev/null)
has() {
	echo "$facts" | grep -qE "$1"
}
has 'Type: +DYN' || complain 'is not position independent'
has 'GNU_RELRO' || complain 'has no RELRO'
has 'BIND_NOW|Flags:.* NOW' || complain 'binds lazily'
has 'GNU_STACK.* RW ' || complain 'has a stack that can be run'
has 'TEXTREL' && complain 'has text relocations'
echo "$imports" | grep -qx '__stack_chk_fail' || complain 'has no stack protector'
echo "$imports" | grep -qE '^__.*_chk$' || complain 'is not fortified'
exit $status

# For the scripts in tests/cli: run the program and say in TAP what came of it.
# shellcheck shell=sh
BS=${BS:-$PWD/${B:-build}/broadsheet}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
shared=${BROADSHEET_SHARED:-../shared}
ntests=0

ok() { # status, name
	ntests=$((ntests + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $ntests $2"
	else
		echo "not ok $ntests $2"
		sed 's/^/# out: /' "$tmp/out" 2>/dev/null | head -n 40
		sed 's/^/# err: /' "$tmp/err" 2>/dev/null | head -n 20
	fi
}

skip() { # name, why
	ntests=$((ntests + 1))
	echo "ok $ntests $1 # skip $2"
}

# run STATUS NAME ARG...: the exit status must be STATUS.
run() {
	want=$1 name=$2
	shift 2
	"$BS" "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	got=$?
	[ "$got" -eq "$want" ]
	ok $? "$name (exit $got, want $want)"
}

out_has() { grep -qF -- "$1" "$tmp/out"; ok $? "standard output has $1"; }
err_has() { grep -qF -- "$1" "$tmp/err"; ok $? "standard error has $1"; }
out_is() { printf '%s\n' "$1" | cmp -s - "$tmp/out"; ok $? "standard output is $1"; }
quiet() { [ ! -s "$tmp/err" ]; ok $? "standard error is silent"; }

page() { # a small page of our own
	cat <<'EOF'
老码头的钟又响了

● 本报记者 秦川 苏禾

停了十一年的码头大钟昨天下午四点敲响，第一声惊起了仓库顶上的一群鸽子，看热闹的人笑成一片。

修钟人说，齿轮一个没换，只是把油换了，把二十年的灰擦了。

钟楼里面

钟楼一共九十六级台阶，最上面一层只能站两个人。大钟重1.2吨，铸于1931年。



集市改到周六

● 苏禾

从下周起，码头集市由周日改到周六，摊位增加到85个，其中包括
EOF
}

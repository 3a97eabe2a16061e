# broadsheet.  Plain `make` builds; `make help` lists the targets.
# Variables: CC CFLAGS LDFLAGS PREFIX DESTDIR WERROR=1 V=1 B=folder

CC ?= cc
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
DATADIR ?= $(PREFIX)/share
MANDIR ?= $(DATADIR)/man
# Where dictionaries of hyphenation may be, the first that has one wins.
HYPHENDIRS ?= /usr/local/share/hyphen:/usr/share/hyphen:/usr/share/myspell/dicts:/opt/homebrew/share/hyphen
V ?= 0
B ?= build
Q := $(if $(filter 1,$(V)),,@)

VERSION := 0.1.0

hardening_CFLAGS := -fstack-protector-strong -fPIE
hardening_LDFLAGS := -pie -Wl,-z,relro,-z,now
ifeq ($(findstring sanitize,$(CFLAGS)),)
hardening_CFLAGS += -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
endif

base_CPPFLAGS := -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 -I. -I$(B)/gen \
	-DVERSION='"$(VERSION)"' -DDATADIR='"$(DATADIR)"' \
	-DHYPHENDIRS='"$(HYPHENDIRS)"'
base_CFLAGS := -std=c11 \
	-Wall -Wextra -Wpedantic -Wshadow -Wundef -Wvla -Wformat=2 \
	-Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
	-Wwrite-strings -Wpointer-arith -Wcast-qual -Wimplicit-fallthrough \
	$(hardening_CFLAGS)
ifeq ($(WERROR),1)
base_CFLAGS += -Werror
endif
LIBS := -lncursesw -ltinfo -lunistring -lfribidi -lhyphen -liniparser -lsqlite3 \
	-ljansson
ifeq ($(shell uname -s),Darwin)
hardening_LDFLAGS :=
LIBS := -lncurses -lunistring -lfribidi -lhyphen -liniparser -lsqlite3 -ljansson \
	-lintl -liconv
endif

# One list a layer, spelled out: the architecture is visible here.
base_OBJS := arena buf date diag err fd json mem nearest replace utf8
text_OBJS := bidi charset charset_guess cluster cluster_cut escape filter \
	fold glyph grapheme hyphen lang level pair phrase prop safe simplify terms \
	wcwidth width
edition_OBJS := builder builder_finish byline byline_east byline_inside \
	byline_latin byline_name byline_org byline_words clean edition native \
	native_text twins
layout_OBJS := bigtype canvas column fit fit_spaced fit_word folio front \
	galley galley_block guillotine heading heading_cost heading_weight joint \
	justify line lit makeup makeup_cost makeup_inside makeup_order makeup_put \
	nameplate nameplate_large order palette para params part phrases puts role \
	sense sheet sheet_place spread story story_put table vertical vertical_draw \
	vertical_form vertical_para vertical_slot words
nav_OBJS := calendar find history nav selection sentence
library_OBJS := archive archive_add archive_authors archive_care \
	archive_index archive_list archive_named archive_source archive_story aside \
	backup clip_make clips clips_format clips_read copies db folder follows \
	forms guard health keep_for lines marks marks_format marks_row marks_undo \
	merge passage passage_chain passage_find passage_near places query \
	query_date reading recover resolve restore schema search search_check \
	search_match search_rank search_snippet store tags term_index tokenizer
print_OBJS := ansi filtered html_export json_export markdown_block \
	markdown_export markdown_head print text text_export
content_OBJS := archived bundled edition_ini folder native native_block \
	native_head page_file paper rawtext rawtext_build rawtext_head \
	rawtext_layout rawtext_line rawtext_mark rawtext_page rawtext_phrase \
	rawtext_role rawtext_scan rawtext_wrap reader
config_OBJS := action chain config defaults file i18n ini key keymap keymaps \
	mo preset settings suggest theme themes
ui_OBJS := act app cells changes clipping command complete cut deed deeds \
	draw editor follow hunt hunt_complete hunt_draw keep keys label layouts \
	list look loop mend move news newsstand newsstand_draw osc output paint paper \
	probe probe_ask probe_cache prompt readings reporters said search seek \
	select shelf signals source spawn term_caps term_curses term_script typed \
	ui undo view_article view_bookmarks view_bylines view_clipping \
	view_clippings view_contents view_front view_help view_library view_list \
	view_messages view_news view_reporters view_search view_stories waiting
main_OBJS := cli command_backup command_bookmarks command_check \
	command_check_marks command_check_terminal command_clippings command_config \
	command_export command_import command_library command_library_remove \
	command_print command_read command_search import_progress import_walk \
	library_care main run

core_OBJS := \
	$(base_OBJS:%=$(B)/src/base/%.o) \
	$(text_OBJS:%=$(B)/src/text/%.o) \
	$(edition_OBJS:%=$(B)/src/edition/%.o) \
	$(layout_OBJS:%=$(B)/src/layout/%.o) \
	$(nav_OBJS:%=$(B)/src/nav/%.o) \
	$(library_OBJS:%=$(B)/src/library/%.o) \
	$(print_OBJS:%=$(B)/src/print/%.o) \
	$(content_OBJS:%=$(B)/content/%.o) \
	$(config_OBJS:%=$(B)/config/%.o) \
	$(ui_OBJS:%=$(B)/ui/%.o)

# Files that are compiled in, as bytes; see the rule for $(B)/gen below.
config_THEMES := broadsheet high-contrast mono newsprint night salmon
config_KEYMAPS := default emacs less newsboat vi
embedded := \
	$(config_THEMES:%=config/themes/%.ini) \
	$(config_KEYMAPS:%=config/keys/%.ini) \
	content/bundled/edition.md

# Translations, one catalogue a language, and where their texts come from.
LANGUAGES := zh_CN
CATALOGUES := $(LANGUAGES:%=$(B)/locale/%/LC_MESSAGES/broadsheet.mo)
TEXTS = $(sort $(wildcard config/*.c config/*.def ui/*.c ui/*.def \
	src/*.c src/*.def) src/layout/roles.def)

MANUALS = $(wildcard man/*.[157])
BASHDIR ?= $(DATADIR)/bash-completion/completions
ZSHDIR ?= $(DATADIR)/zsh/site-functions
FISHDIR ?= $(DATADIR)/fish/vendor_completions.d
INSTALL_DIRS = $(MANDIR)/man1 $(MANDIR)/man5 $(MANDIR)/man7 $(BASHDIR) \
	$(ZSHDIR) $(FISHDIR) $(LANGUAGES:%=$(DATADIR)/locale/%/LC_MESSAGES)

# Tests, by kind: each name is a program of its own.
unit_TESTS := archive archived backup base builder byline calendar canvas \
	charset cli clips clips_format cluster column command config cut date deeds \
	export filter find fold galley glyph guillotine heading hunt hyphen i18n \
	ini json keep keep_for key keymap keys lang layouts list lit marks \
	marks_damage marks_format nameplate native nav newsstand order osc palette \
	paper para params passage phrase print probe prompt query rawtext reading \
	resolve schema search selection sense settings sheet spawn tags term_index \
	terms theme twins typed undo utf8 vertical width
prop_TESTS := column config fast fast_lines find flow front front_fill \
	galley lazy marks_kill monkey paint para passage raw roundtrip search sheet \
	text vertical window
screen_TESTS := run
cli_TESTS := backup bookmarks clippings environment figures hostile import \
	library manual options scripts search settings widths
tty_TESTS := grid library locked nostore probe reading story
faults_TESTS := calls imports kills memory power

# Readers of foreign bytes; see tests/fuzz/fuzz.h.  Tests replay their seeds.
fuzz_TARGETS := charset clips cluster date filter fold ini json keymap marks \
	osc para probe query reader_native reader_text restore sheet terms
fuzz_TESTS := $(fuzz_TARGETS:%=fuzz_%)

TESTS := $(unit_TESTS:%=unit/%) $(prop_TESTS:%=prop/%) \
	$(screen_TESTS:%=screen/%) $(tty_TESTS:%=tty/%) $(fuzz_TESTS:%=fuzz/%)
test_BINS := $(TESTS:%=$(B)/tests/%)

all: broadsheet $(CATALOGUES)

broadsheet: $(B)/broadsheet
	$(Q)rm -f $@ && cp $< $@ # one that runs cannot be written to

# --- start with one command ---------------------------------------------------

deps:
	$(Q).ci/deps build
run: deps
	$(Q)$(MAKE) --no-print-directory all
	$(Q)./broadsheet
check: deps-test
	$(Q)$(MAKE) --no-print-directory check-all
deps-test:
	$(Q).ci/deps test

# --- tests --------------------------------------------------------------------

check-all: broadsheet $(CATALOGUES) $(test_BINS) $(B)/tests/faults/allocfail.so
	$(Q)B=$(B) sh tests/run.sh $(TESTS) $(cli_TESTS:%=tests/cli/%.sh) \
	$(faults_TESTS:%=tests/faults/%.py)
check-faults: broadsheet $(B)/tests/faults/allocfail.so
	$(Q)B=$(B) sh tests/run.sh $(faults_TESTS:%=tests/faults/%.py)
check-cli: broadsheet
	$(Q)B=$(B) sh tests/run.sh $(cli_TESTS:%=tests/cli/%.sh)
check-unit check-prop check-screen check-tty check-fuzz: check-%: broadsheet $(CATALOGUES) \
    $(test_BINS)
	$(Q)B=$(B) sh tests/run.sh $(filter $*/%,$(TESTS))

asan: deps-test
	$(Q)$(MAKE) --no-print-directory B=build/asan \
	CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all' \
	LDFLAGS='-fsanitize=address,undefined' check-all

# Needs clang with libFuzzer; `make fuzz` only builds, since who fuzzes wants to
# choose the target and the time: build/fuzz/fuzz_ini -max_total_time=600 DIR
fuzz_FLAGS := -fsanitize=address,undefined -fno-sanitize-recover=all
fuzz_MAKE = $(MAKE) --no-print-directory B=build/fuzz CC=clang \
	CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link $(fuzz_FLAGS)'
has_fuzzer = echo 'int LLVMFuzzerTestOneInput(void) { return 0; }' | \
	clang -x c -fsanitize=fuzzer -o /dev/null - 2>/dev/null
fuzz:
	$(Q)if $(has_fuzzer); then $(fuzz_MAKE) fuzz-build; \
	else echo 'no clang with libFuzzer: not built'; fi
fuzz-build: $(fuzz_TESTS:%=$(B)/%)
$(fuzz_TESTS:%=$(B)/%): $(B)/%: $(B)/tests/fuzz/%.o $(B)/tests/fuzz/fuzz.o \
    $(B)/tests/folder.o $(B)/tests/support/dump.o $(B)/libcore.a
	$(Q)$(CC) $(CFLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(LIBS)
# A while on each target, from the seeds; what is found lies in build/fuzz.
FUZZ_SECONDS ?= 20
fuzz-smoke: fuzz
	$(Q)! $(has_fuzzer) || for t in $(fuzz_TARGETS); do \
	mkdir -p build/fuzz/corpus/$$t && echo "fuzz_$$t" && \
	build/fuzz/fuzz_$$t -max_total_time=$(FUZZ_SECONDS) -timeout=5 \
	-rss_limit_mb=512 -max_len=65536 -entropic=0 -verbosity=0 \
	-artifact_prefix=build/fuzz/$$t- -dict=tests/fuzz/$$t.dict \
	build/fuzz/corpus/$$t tests/fuzz/seeds/$$t || exit 1; done

# Golden files of screens and sheets, written anew: read the difference.
golden: broadsheet $(test_BINS)
	$(Q)GENERATE=1 B=$(B) sh tests/run.sh unit/nameplate unit/print screen/run \
	tests/cli/scripts.sh
	$(Q)git diff --stat tests/golden

# Two texts of your own: make bench BENCH_TEXTS='chinese.txt english.txt'
bench: broadsheet $(B)/tests/bench/bench
	$(Q)$(B)/tests/bench/bench ./broadsheet content/bundled/edition.md \
	$(BENCH_TEXTS)
	$(Q)$(MAKE) --no-print-directory bench-library BENCH_STORIES=10000
# The library with this many made-up stories; a million takes an hour and 6 GB.
BENCH_STORIES ?= 100000
bench-library: broadsheet $(B)/tests/bench/library $(B)/tests/bench/papers
	$(Q)d=$$(mktemp -d) && trap 'rm -rf "$$d"' EXIT && \
	$(B)/tests/bench/papers "$$d/papers" $(BENCH_STORIES) && \
	$(B)/tests/bench/library ./broadsheet "$$d/papers" $(BENCH_STORIES)
bench-large:
	$(Q)$(MAKE) --no-print-directory bench-library BENCH_STORIES=1000000
bench_OBJS := $(B)/tests/bench/measure.o $(B)/tests/bench/terminal.o
$(bench_OBJS) $(B)/tests/bench/bench.o $(B)/tests/bench/library.o \
    $(B)/tests/bench/stage.o: base_CPPFLAGS += -D_DEFAULT_SOURCE
$(B)/tests/bench/library: $(B)/tests/bench/library.o $(bench_OBJS) \
    $(B)/libcore.a
	$(Q)$(CC) $(CFLAGS) $(hardening_LDFLAGS) $(LDFLAGS) -o $@ $^ -lvterm $(LIBS)
$(B)/tests/bench/bench: $(B)/tests/bench/bench.o $(B)/tests/bench/stage.o \
    $(bench_OBJS) $(B)/libcore.a
	$(Q)$(CC) $(CFLAGS) $(hardening_LDFLAGS) $(LDFLAGS) -o $@ $^ -lvterm $(LIBS)
$(B)/tests/bench/papers: $(B)/tests/bench/papers.o $(B)/libcore.a
	$(Q)$(CC) $(CFLAGS) $(hardening_LDFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# --- rules --------------------------------------------------------------------

$(B)/libcore.a: $(core_OBJS)
	$(Q)rm -f $@ && $(AR) rc $@ $^
$(B)/broadsheet: $(main_OBJS:%=$(B)/src/%.o) $(B)/libcore.a
	$(Q)$(CC) $(CFLAGS) $(hardening_LDFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)
$(B)/tests/unit/cli: $(B)/src/cli.o
$(B)/tests/unit/rawtext $(B)/tests/prop/raw: $(B)/tests/support/dump.o
$(B)/tests/prop/fast $(B)/tests/prop/fast_lines $(B)/tests/unit/clips_format \
    $(B)/tests/unit/passage: $(B)/tests/support/random.o
$(B)/tests/prop/paint: $(B)/tests/support/emu.o
$(tty_TESTS:%=$(B)/tests/tty/%): $(B)/tests/tty/tty.o \
    $(B)/tests/support/emu.o $(B)/tests/folder.o $(B)/tests/tty/session.o
$(fuzz_TESTS:%=$(B)/tests/fuzz/%): $(B)/tests/fuzz/fuzz.o \
    $(B)/tests/fuzz/replay.o $(B)/tests/folder.o $(B)/tests/support/dump.o
$(test_BINS): $(B)/tests/%: $(B)/tests/%.o $(B)/tests/folder.o $(B)/libcore.a
	$(Q)$(CC) $(CFLAGS) $(hardening_LDFLAGS) $(LDFLAGS) -o $@ \
	$(filter %.o,$^) $(filter %.a,$^) -lcmocka -lvterm -lm $(LIBS)
# Loaded into the program, so it is nobody's library and without sanitizers.
$(B)/tests/faults/allocfail.so: tests/faults/allocfail.c Makefile
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -std=c11 -D_GNU_SOURCE -O2 -Wall -Wextra -fPIC -shared -o $@ $< -ldl
$(B)/%.o: %.c Makefile
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(base_CPPFLAGS) $(CPPFLAGS) $(base_CFLAGS) $(CFLAGS) \
	-MMD -MP -c -o $@ $<
# A file as the inside of a C array: `#include "content/bundled/x.md.inc"`.
$(embedded:%=$(B)/gen/%.inc): $(B)/gen/%.inc: %
	$(Q)mkdir -p $(@D)
	$(Q)od -An -v -tx1 $< | sed 's/ \(..\)/0x\1,/g' > $@
$(core_OBJS): | $(embedded:%=$(B)/gen/%.inc) $(B)/gen/src/layout/gen/bigtype.hex.inc
# The font of big type, as calls of macros.
$(B)/gen/%.hex.inc: %.hex %.sed
	$(Q)mkdir -p $(@D)
	$(Q)sed -f $*.sed $< > $@

# --- translations -------------------------------------------------------------

$(CATALOGUES): $(B)/locale/%/LC_MESSAGES/broadsheet.mo: config/po/%.po
	$(Q)mkdir -p $(@D)
	$(Q)msgfmt --check --output-file=$@ $<
# After new texts: bring the template and the translations up to date.
pot:
	$(Q)xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ \
	--keyword=ngettext:1,2 --add-location=file --no-wrap \
	--package-name=broadsheet --output=- $(TEXTS) | \
	sed -e 's/charset=CHARSET/charset=UTF-8/' -e '/^"POT-Creation-Date/d' \
	-e '1,/^$$/{/^#/d;}' > config/po/broadsheet.pot
	$(Q)for l in $(LANGUAGES); do msgmerge --quiet --update --backup=off \
	--no-fuzzy-matching --no-wrap --add-location=file \
	config/po/$$l.po config/po/broadsheet.pot || exit 1; done

# --- lint ---------------------------------------------------------------------

SOURCES = $(shell find src content config ui tests -name '*.[ch]' \
	! -path '*/gen/*' | sort)
HEADERS = $(filter %.h,$(SOURCES))

lint: deps-test broadsheet lint-layers lint-quarantine lint-sizes lint-headers \
    lint-format lint-imports lint-cppcheck lint-map lint-man lint-completions
lint-layers:
	$(Q)awk -f tests/lint/layers.awk tests/lint/layers.txt $(SOURCES)
lint-quarantine:
	$(Q)awk -f tests/lint/quarantine.awk tests/lint/quarantine.txt $(SOURCES)
lint-sizes:
	$(Q)awk -f tests/lint/sizes.awk $(filter-out tests/%,$(SOURCES))
lint-imports: broadsheet
	$(Q)sh tests/lint/imports.sh ./broadsheet
lint-cppcheck:
	$(Q)cppcheck --quiet --std=c11 --language=c --error-exitcode=1 \
	--enable=warning,performance,portability --inline-suppr \
	--suppress=missingIncludeSystem -j2 -I. -I$(B)/gen \
	$(filter-out tests/%,$(filter %.c,$(SOURCES)))
lint-headers:
	$(Q)for h in $(HEADERS); do \
	$(CC) $(base_CPPFLAGS) $(base_CFLAGS) -Werror -fsyntax-only -x c $$h || exit 1; done
lint-format:
	$(Q)clang-format --dry-run -Werror $(SOURCES)
# mandoc knows only pages that are installed, and counts the bytes of \[uXXXX].
lint-map:
	$(Q)sh tests/lint/map.sh
lint-man:
	$(Q)! mandoc -T lint $(MANUALS) | \
	grep -vE 'referenced manual not found|line longer.*\\\[u'
	$(Q)sh tests/lint/documented.sh
lint-completions:
	$(Q)sh tests/lint/completions.sh
fmt:
	$(Q)clang-format -i $(SOURCES)

# --- install ------------------------------------------------------------------

install: all
	$(Q)mkdir -p $(DESTDIR)$(BINDIR) $(DESTDIR)$(DATADIR)/broadsheet/themes \
	$(DESTDIR)$(DATADIR)/broadsheet/keys \
	$(DESTDIR)$(DATADIR)/doc/broadsheet $(INSTALL_DIRS:%=$(DESTDIR)%)
	$(Q)install -m 755 broadsheet $(DESTDIR)$(BINDIR)/broadsheet
	$(Q)for m in $(MANUALS); do \
	sed 's|/usr/local/share|$(DATADIR)|' $$m > $(B)/manual && install -m 644 \
	$(B)/manual $(DESTDIR)$(MANDIR)/man$${m##*.}/$${m#man/} || exit 1; done
	$(Q)install -m 644 $(config_THEMES:%=config/themes/%.ini) \
	$(DESTDIR)$(DATADIR)/broadsheet/themes
	$(Q)install -m 644 LICENSE OFL.txt $(DESTDIR)$(DATADIR)/doc/broadsheet
	$(Q)install -m 644 $(config_KEYMAPS:%=config/keys/%.ini) \
	$(DESTDIR)$(DATADIR)/broadsheet/keys
	$(Q)install -m 644 config/completions/broadsheet.bash \
	$(DESTDIR)$(BASHDIR)/broadsheet
	$(Q)install -m 644 config/completions/_broadsheet $(DESTDIR)$(ZSHDIR)
	$(Q)install -m 644 config/completions/broadsheet.fish $(DESTDIR)$(FISHDIR)
	$(Q)for l in $(LANGUAGES); do install -m 644 \
	$(B)/locale/$$l/LC_MESSAGES/broadsheet.mo \
	$(DESTDIR)$(DATADIR)/locale/$$l/LC_MESSAGES || exit 1; done
uninstall:
	$(Q)rm -f $(DESTDIR)$(BINDIR)/broadsheet \
	$(foreach m,$(MANUALS),$(DESTDIR)$(MANDIR)/man$(subst .,,$(suffix $(m)))/$(notdir $(m))) \
	$(DESTDIR)$(BASHDIR)/broadsheet $(DESTDIR)$(ZSHDIR)/_broadsheet \
	$(DESTDIR)$(FISHDIR)/broadsheet.fish \
	$(LANGUAGES:%=$(DESTDIR)$(DATADIR)/locale/%/LC_MESSAGES/broadsheet.mo)
	$(Q)rm -rf $(DESTDIR)$(DATADIR)/broadsheet $(DESTDIR)$(DATADIR)/doc/broadsheet

clean:
	$(Q)rm -rf build broadsheet

help:
	@echo 'all       build ./broadsheet'
	@echo 'run       install what is missing, build, open the bundled edition'
	@echo 'deps      only install what is missing'
	@echo 'check     install what tests need, build, run all tests'
	@echo 'asan      all tests under the address and undefined-behaviour sanitizers'
	@echo 'lint      layers, headers, formatting, man pages, static analysis'
	@echo 'fuzz      build the fuzzers (clang); fuzz-smoke runs each for a while'
	@echo 'golden    rewrite golden screens and sheets; read the difference'
	@echo 'bench     measure against peers, as ratios'
	@echo 'install   put the program, man pages and data below DESTDIR/PREFIX'
	@echo 'uninstall take them away again'
	@echo 'pot       bring the translations up to date with the texts'

.PHONY: all run deps deps-test check golden check-all check-unit check-prop \
	check-cli check-screen check-tty check-fuzz check-faults asan fuzz fuzz-build \
	fuzz-smoke bench lint lint-layers lint-quarantine lint-sizes \
	lint-headers lint-format lint-imports lint-cppcheck lint-map lint-man \
	lint-completions fmt pot install uninstall clean help
.DELETE_ON_ERROR:
-include $(core_OBJS:.o=.d) $(main_OBJS:%=$(B)/src/%.d) $(wildcard $(B)/tests/*/*.d)

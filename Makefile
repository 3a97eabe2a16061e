# broadsheet.  Plain `make` builds; `make help` lists the targets.
# Variables: CC CFLAGS LDFLAGS PREFIX DESTDIR WERROR=1 V=1 B=folder

CC ?= cc
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
DATADIR ?= $(PREFIX)/share
MANDIR ?= $(DATADIR)/man
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
	-DVERSION='"$(VERSION)"' -DDATADIR='"$(DATADIR)"'
base_CFLAGS := -std=c11 \
	-Wall -Wextra -Wpedantic -Wshadow -Wundef -Wvla -Wformat=2 \
	-Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
	-Wwrite-strings -Wpointer-arith -Wcast-qual -Wimplicit-fallthrough \
	$(hardening_CFLAGS)
ifeq ($(WERROR),1)
base_CFLAGS += -Werror
endif
LIBS := -lncursesw -ltinfo -lunistring -liniparser -lsqlite3 -ljansson
ifeq ($(shell uname -s),Darwin)
hardening_LDFLAGS :=
LIBS := -lncurses -lunistring -liniparser -lsqlite3 -ljansson -lintl -liconv
endif

# One list a layer, spelled out: the architecture is visible here.
base_OBJS := arena buf date diag err json mem nearest utf8
text_OBJS := charset charset_guess cluster filter glyph grapheme lang level prop wcwidth width
edition_OBJS := builder byline byline_latin clean edition
layout_OBJS :=
nav_OBJS :=
library_OBJS :=
print_OBJS :=
content_OBJS := bundled file folder ini paper rawtext rawtext_build rawtext_head \
	rawtext_layout rawtext_line rawtext_mark rawtext_page rawtext_role \
	rawtext_scan rawtext_wrap reader
config_OBJS :=
ui_OBJS :=
main_OBJS := cli main

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
embedded := content/bundled/edition.md

# Tests, by kind: each name is a program of its own.
unit_TESTS := base cli utf8 builder byline date json charset rawtext
prop_TESTS := raw
screen_TESTS :=
tty_TESTS :=

TESTS := $(unit_TESTS:%=unit/%) $(prop_TESTS:%=prop/%) \
	$(screen_TESTS:%=screen/%) $(tty_TESTS:%=tty/%)
test_BINS := $(TESTS:%=$(B)/tests/%)

all: broadsheet

broadsheet: $(B)/broadsheet
	$(Q)cp $< $@

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

check-all: broadsheet $(test_BINS)
	$(Q)B=$(B) sh tests/run.sh $(TESTS)
check-unit check-prop check-screen check-tty: check-%: broadsheet $(test_BINS)
	$(Q)B=$(B) sh tests/run.sh $(filter $*/%,$(TESTS))

asan: deps-test
	$(Q)$(MAKE) --no-print-directory B=build/asan \
	CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all' \
	LDFLAGS='-fsanitize=address,undefined' check-all

# --- rules --------------------------------------------------------------------

$(B)/libcore.a: $(core_OBJS)
	$(Q)rm -f $@ && $(AR) rc $@ $^
$(B)/broadsheet: $(main_OBJS:%=$(B)/src/%.o) $(B)/libcore.a
	$(Q)$(CC) $(CFLAGS) $(hardening_LDFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)
$(B)/tests/unit/cli: $(B)/src/cli.o
$(B)/tests/unit/rawtext $(B)/tests/prop/raw: $(B)/tests/support/dump.o
$(tty_TESTS:%=$(B)/tests/tty/%): $(B)/tests/tty/tty.o
$(test_BINS): $(B)/tests/%: $(B)/tests/%.o $(B)/libcore.a
	$(Q)$(CC) $(CFLAGS) $(hardening_LDFLAGS) $(LDFLAGS) -o $@ \
	$(filter %.o,$^) $(filter %.a,$^) -lcmocka -lvterm $(LIBS)
$(B)/%.o: %.c Makefile
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(base_CPPFLAGS) $(CPPFLAGS) $(base_CFLAGS) $(CFLAGS) \
	-MMD -MP -c -o $@ $<
# A file as the inside of a C array: `#include "content/bundled/x.md.inc"`.
$(embedded:%=$(B)/gen/%.inc): $(B)/gen/%.inc: %
	$(Q)mkdir -p $(@D)
	$(Q)od -An -v -tx1 $< | sed 's/ \(..\)/0x\1,/g' > $@
$(core_OBJS): | $(embedded:%=$(B)/gen/%.inc)

# --- lint ---------------------------------------------------------------------

SOURCES = $(shell git ls-files '*.c' '*.h' | grep -v '/gen/')
HEADERS = $(filter %.h,$(SOURCES))

lint: deps-test lint-layers lint-headers lint-format
lint-layers:
	$(Q)awk -f tests/lint/layers.awk tests/lint/layers.txt $(SOURCES)
lint-headers:
	$(Q)for h in $(HEADERS); do \
	$(CC) $(base_CPPFLAGS) $(base_CFLAGS) -Werror -fsyntax-only -x c $$h || exit 1; done
lint-format:
	$(Q)clang-format --dry-run -Werror $(SOURCES)
fmt:
	$(Q)clang-format -i $(SOURCES)

clean:
	$(Q)rm -rf build broadsheet

help:
	@echo 'all       build ./broadsheet'
	@echo 'run       install what is missing, build, open the bundled edition'
	@echo 'deps      only install what is missing'
	@echo 'check     install what tests need, build, run all tests'
	@echo 'asan      all tests under the address and undefined-behaviour sanitizers'
	@echo 'lint      layers, headers, formatting, man pages, static analysis'
	@echo 'bench     measure against peers, as ratios'
	@echo 'install   put the program, man pages and data below DESTDIR/PREFIX'

.PHONY: all run deps deps-test check check-all check-unit check-prop \
	check-screen check-tty asan lint lint-layers lint-headers lint-format \
	fmt clean help
.DELETE_ON_ERROR:
-include $(core_OBJS:.o=.d) $(main_OBJS:%=$(B)/src/%.d) $(TESTS:%=$(B)/tests/%.d)

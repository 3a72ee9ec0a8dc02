# Entente: from news text to a graph of who stands with whom. `make help` lists the words.

BUILD   ?= build
PREFIX  ?= /usr/local
DATA    ?=
CC      ?= cc
OPT     ?= -O3
PKGS     = igraph libxml-2.0 jansson

# Dependencies are looked up when something is compiled, so that `make deps` can run before they exist.
PKG_CFLAGS = $(shell pkg-config --cflags $(PKGS))
PKG_LIBS   = $(shell pkg-config --libs $(PKGS))
override CFLAGS += -std=c17 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Werror $(OPT) -g -fPIE
override LDFLAGS += -pie
INCLUDES = -Iinclude -Isrc -Itests/unit -isystem /usr/include/libxml2 -isystem /usr/include/igraph

LIB_SRC  = $(sort $(filter-out src/cli/%,$(wildcard src/*.c src/*/*.c)))
CLI_SRC  = $(sort $(wildcard src/cli/*.c))
UNIT_SRC = $(sort $(wildcard tests/unit/*.c))
EMBED    = src/lexicon/embed.S src/model/embed.S src/write/page/embed.S
PAGE     = build/page
LIB_OBJ  = $(LIB_SRC:%.c=$(BUILD)/%.o) $(EMBED:%.S=$(BUILD)/%.o)
CLI_OBJ  = $(CLI_SRC:%.c=$(BUILD)/%.o)
UNIT_OBJ = $(UNIT_SRC:%.c=$(BUILD)/%.o)

# `make V=1` shows the commands.
Q = $(if $(V),,@)

.PHONY: all help deps demo page gallery models test unit actor-test frame-test cli-test golden-test page-test interop-test \
        eval floors bench bench-graph fuzz asan lint format install uninstall clean
.DELETE_ON_ERROR:

all: $(BUILD)/entente

help:
	@echo 'make [all]      build $(BUILD)/entente'
	@echo 'make demo       install what is missing, build, and draw graphs/demo.txt'
	@echo 'make test       install what is missing, build, and run every test'
	@echo 'make page       fetch the library of the page to explore (.html) again, where npm could not'
	@echo 'make page-test  the page in a headless Chromium (scripts/install-deps --page)'
	@echo 'make interop-test  our graphs in networkx and igraph (scripts/install-deps --graphs)'
	@echo 'make gallery    make graphs/ again from its sample articles'
	@echo 'make models     train every model again: make models DATA=folder (hours; fasttext, python3-torch)'
	@echo 'make eval       the scoreboard: make eval DATA=folder with eval/run.py'
	@echo 'make floors     is any score below its floor in tests/floors.tsv? make floors DATA=folder'
	@echo 'make bench      words a second by stage and as a whole, memory, start-up: make bench DATA=folder'
	@echo 'make bench-graph  loading a large graph and finding paths, beside igraph and networkx'
	@echo 'make fuzz       run every fuzz target for FUZZ_SECONDS (needs clang)'
	@echo 'make asan       build with AddressSanitizer and UBSan and run the tests'
	@echo 'make lint       formatting, static checks, include rules, lexicon checks'
	@echo 'make install    PREFIX=$(PREFIX) DESTDIR=; make uninstall undoes it'

$(BUILD)/entente: $(CLI_OBJ) $(BUILD)/libentente.a
	@echo '  link $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(CLI_OBJ) $(BUILD)/libentente.a $(PKG_LIBS) -lm -lpthread

$(BUILD)/libentente.a: $(LIB_OBJ)
	$(Q)rm -f $@
	$(Q)ar rcs $@ $^

$(BUILD)/unit-tests: $(UNIT_OBJ) $(BUILD)/libentente.a
	@echo '  link $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(UNIT_OBJ) $(BUILD)/libentente.a $(PKG_LIBS) -lcriterion -lm -lpthread

$(BUILD)/bench-graph: $(BUILD)/scripts/bench-graph.o $(BUILD)/libentente.a
	@echo '  link $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PKG_LIBS) -lm -lpthread

# What `make bench` runs to tell the stages apart.
$(BUILD)/bench-stages: $(BUILD)/scripts/bench.o $(BUILD)/libentente.a
	@echo '  link $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PKG_LIBS) -lm -lpthread

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo '  cc $<'
	$(Q)$(CC) $(CFLAGS) $(INCLUDES) -MMD -MP -c -o $@ $<

$(BUILD)/%.o: %.S
	@mkdir -p $(@D)
	@echo '  as $<'
	$(Q)$(CC) -c -Wa,-I$(PAGE) -o $@ $<

# .incbin is not seen by -MMD
$(BUILD)/src/lexicon/embed.o: $(wildcard src/lexicon/*.tsv)
$(BUILD)/src/model/embed.o: $(wildcard src/model/*.bin)

$(BUILD)/src/write/page/embed.o: $(PAGE)/top

# The library that the page draws with comes from npm. Where it cannot be had the program is built without the page.
$(PAGE)/top: scripts/build-page $(wildcard src/write/page/*.html src/write/page/*.css src/write/page/*.js*)
	@echo '  page'
	@mkdir -p $(@D)
	$(Q)scripts/build-page $(@D) || { for piece in library bottom top; do : >$(@D)/$$piece; done; \
	    echo 'make: entente is built without the page to explore (.html); make page tries again' >&2; }

page:
	@rm -f $(PAGE)/top
	@$(MAKE) --no-print-directory all

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(UNIT_OBJ:.o=.d) $(BUILD)/scripts/bench.d $(BUILD)/scripts/bench-graph.d

deps:
	@scripts/install-deps

demo: deps
	@$(MAKE) --no-print-directory all
	@scripts/demo $(BUILD)/entente

test: deps
	@$(MAKE) --no-print-directory unit actor-test frame-test golden-test cli-test

unit: $(BUILD)/unit-tests
	@tests/run-unit $<

actor-test: $(BUILD)/entente
	@tests/actors/run $<

frame-test: $(BUILD)/entente
	@tests/frames/run $<
	@tests/frames/salad $<

golden-test: $(BUILD)/entente
	@tests/golden/run $<

cli-test: $(BUILD)/entente $(BUILD)/bench-stages $(BUILD)/bench-graph
	@tests/cli/run $<

page-test: $(BUILD)/entente
	@$< --version | grep -q 'page: Cytoscape' || { echo 'page-test: this build has no page: make page' >&2; exit 1; }
	@tests/page/run $<

interop-test: $(BUILD)/entente
	@tests/interop/run $<

gallery: $(BUILD)/entente
	@scripts/gallery $<

eval: $(BUILD)/entente
	@test -n "$(DATA)" || { echo 'make eval needs DATA=folder, the one that holds eval/run.py' >&2; exit 2; }
	python3 $(DATA)/eval/run.py --entente $(BUILD)/entente

floors: $(BUILD)/entente
	@scripts/floors $< $(DATA)

bench: $(BUILD)/entente $(BUILD)/bench-stages
	@scripts/bench $(BUILD) $(DATA)

bench-graph: $(BUILD)/entente $(BUILD)/bench-graph
	@scripts/bench-graph $(BUILD)

models: $(BUILD)/entente
	@$(MAKE) -f scripts/train/Makefile DATA=$(DATA) WORK=$(BUILD)/train install-models

SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
asan:
	@$(MAKE) --no-print-directory BUILD=$(BUILD)-asan OPT='-O1 $(SANITIZE)' unit actor-test frame-test golden-test cli-test

fuzz:
	@$(MAKE) --no-print-directory BUILD=$(BUILD)-fuzz CC=clang OPT='-O1 -fsanitize=address,undefined,fuzzer-no-link' $(BUILD)-fuzz/libentente.a
	@scripts/fuzz $(BUILD)-fuzz

format:
	clang-format -i $$(find src include tests scripts -name '*.[ch]' -o -name '*.js')

lint:
	@scripts/lint

# What the program says of itself makes its man page and what shells complete.
$(BUILD)/entente.1: $(BUILD)/entente src/cli/entente.1.in scripts/manual
	@scripts/manual $< >$@

$(BUILD)/completion.bash $(BUILD)/completion.zsh: $(BUILD)/completion.%: $(BUILD)/entente scripts/completion
	@scripts/completion $* $< >$@

SHARE = $(DESTDIR)$(PREFIX)/share
install: all $(BUILD)/entente.1 $(BUILD)/completion.bash $(BUILD)/completion.zsh
	install -D -m 755 $(BUILD)/entente $(DESTDIR)$(PREFIX)/bin/entente
	install -D -m 644 $(BUILD)/entente.1 $(SHARE)/man/man1/entente.1
	install -D -m 644 $(BUILD)/completion.bash $(SHARE)/bash-completion/completions/entente
	install -D -m 644 $(BUILD)/completion.zsh $(SHARE)/zsh/site-functions/_entente

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/entente $(SHARE)/man/man1/entente.1
	rm -f $(SHARE)/bash-completion/completions/entente $(SHARE)/zsh/site-functions/_entente

clean:
	rm -rf $(BUILD) $(BUILD)-asan $(BUILD)-fuzz

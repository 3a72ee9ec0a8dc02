/* ud.c - names of the tag sets, and tags of names. */
#include "entente/ud.h"

#include <string.h>

static const char *const upos_names[ENT_UPOS_COUNT] = {
#define X(name) #name,
    ENT_UPOS_LIST(X)
#undef X
};

static const char *const deprel_names[ENT_DEP_COUNT] = {
#define X(name, text) text,
    ENT_DEPREL_LIST(X)
#undef X
};

static const char *const ner_names[ENT_NER_COUNT] = {"O",     "B-PER", "I-PER", "B-ORG",
                                                     "I-ORG", "B-LOC", "I-LOC"};

/* Penn tags as the UD English treebanks use them. Models refer to them by index: append only. */
static const char *const xpos_names[] = {
    "NN",  "IN",  "DT",  "NNP",   "JJ",    "PRP", ".",   "RB",  ",",    "NNS",
    "VB",  "CC",  "VBP", "VBD",   "VBZ",   "CD",  "VBN", "VBG", "TO",   "PRP$",
    "MD",  "UH",  ":",   "-RRB-", "-LRB-", "WDT", "WRB", "WP",  "HYPH", "``",
    "''",  "RP",  "POS", "NNPS",  "JJR",   "JJS", "EX",  "RBR", "FW",   "SYM",
    "NFP", "ADD", "PDT", "GW",    "$",     "RBS", "LS",  "AFX", "WP$"};
enum { XPOS_COUNT = sizeof xpos_names / sizeof *xpos_names };

static const char *name_of(const char *const *names, unsigned count, unsigned index) {
    return index < count ? names[index] : "_";
}

static int index_of(const char *const *names, int count, const char *name, size_t length) {
    for (int i = 0; i < count; i++)
        if (strlen(names[i]) == length && memcmp(names[i], name, length) == 0) return i;
    return -1;
}

const char *ent_upos_name(unsigned upos) {
    return name_of(upos_names, ENT_UPOS_COUNT, upos);
}

const char *ent_xpos_name(unsigned xpos) {
    return name_of(xpos_names, XPOS_COUNT, xpos);
}

const char *ent_deprel_name(unsigned deprel) {
    return name_of(deprel_names, ENT_DEP_COUNT, deprel);
}

const char *ent_ner_name(unsigned ner) {
    return name_of(ner_names, ENT_NER_COUNT, ner);
}

int ent_upos_named(const char *name, size_t length) {
    return index_of(upos_names, ENT_UPOS_COUNT, name, length);
}

int ent_xpos_named(const char *name, size_t length) {
    return index_of(xpos_names, XPOS_COUNT, name, length);
}

int ent_deprel_named(const char *name, size_t length) {
    int index = index_of(deprel_names, ENT_DEP_COUNT, name, length);
    const char *colon = index < 0 ? memchr(name, ':', length) : NULL;
    return colon ? index_of(deprel_names, ENT_DEP_COUNT, name, (size_t)(colon - name)) : index;
}

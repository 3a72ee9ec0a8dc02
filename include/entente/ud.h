/* ud.h - the tag sets: Universal Dependencies v2 parts of speech and relations as its English
 * treebanks use them, Penn tags, and the name types of the NER model. */
#ifndef ENTENTE_UD_H
#define ENTENTE_UD_H

#include <stddef.h>

/* clang-format off */
#define ENT_UPOS_LIST(X) \
    X(ADJ) X(ADP) X(ADV) X(AUX) X(CCONJ) X(DET) X(INTJ) X(NOUN) X(NUM) X(PART) X(PRON) X(PROPN) \
    X(PUNCT) X(SCONJ) X(SYM) X(VERB) X(X)
/* clang-format on */

typedef enum ent_upos {
#define X(name) ENT_UPOS_##name,
    ENT_UPOS_LIST(X)
#undef X
        ENT_UPOS_COUNT
} ent_upos;

/* First the name in C, then as written in CoNLL-U. */
/* clang-format off */
#define ENT_DEPREL_LIST(X) \
    X(ROOT, "root") X(ACL, "acl") X(ACL_RELCL, "acl:relcl") X(ADVCL, "advcl") \
    X(ADVCL_RELCL, "advcl:relcl") X(ADVMOD, "advmod") X(AMOD, "amod") X(APPOS, "appos") \
    X(AUX, "aux") X(AUX_PASS, "aux:pass") X(CASE, "case") X(CC, "cc") \
    X(CC_PRECONJ, "cc:preconj") X(CCOMP, "ccomp") X(COMPOUND, "compound") \
    X(COMPOUND_PRT, "compound:prt") X(CONJ, "conj") X(COP, "cop") X(CSUBJ, "csubj") \
    X(CSUBJ_OUTER, "csubj:outer") X(CSUBJ_PASS, "csubj:pass") X(DEP, "dep") X(DET, "det") \
    X(DET_PREDET, "det:predet") X(DISCOURSE, "discourse") X(DISLOCATED, "dislocated") \
    X(EXPL, "expl") X(FIXED, "fixed") X(FLAT, "flat") X(GOESWITH, "goeswith") X(IOBJ, "iobj") \
    X(LIST, "list") X(MARK, "mark") X(NMOD, "nmod") X(NMOD_DESC, "nmod:desc") \
    X(NMOD_POSS, "nmod:poss") X(NMOD_UNMARKED, "nmod:unmarked") X(NSUBJ, "nsubj") \
    X(NSUBJ_OUTER, "nsubj:outer") X(NSUBJ_PASS, "nsubj:pass") X(NUMMOD, "nummod") X(OBJ, "obj") \
    X(OBL, "obl") X(OBL_AGENT, "obl:agent") X(OBL_UNMARKED, "obl:unmarked") X(ORPHAN, "orphan") \
    X(PARATAXIS, "parataxis") X(PUNCT, "punct") X(REPARANDUM, "reparandum") \
    X(VOCATIVE, "vocative") X(XCOMP, "xcomp")
/* clang-format on */

typedef enum ent_deprel {
#define X(name, text) ENT_DEP_##name,
    ENT_DEPREL_LIST(X)
#undef X
        ENT_DEP_COUNT
} ent_deprel;

typedef enum ent_ner {
    ENT_NER_O = 0,
    ENT_NER_B_PER,
    ENT_NER_I_PER,
    ENT_NER_B_ORG,
    ENT_NER_I_ORG,
    ENT_NER_B_LOC,
    ENT_NER_I_LOC,
    ENT_NER_COUNT
} ent_ner;

/* Names of tags, never NULL; out of range gives "_". */
const char *ent_upos_name(unsigned upos);
const char *ent_xpos_name(unsigned xpos);
const char *ent_deprel_name(unsigned deprel);
const char *ent_ner_name(unsigned ner);

/* Tags of names (length bytes), or -1. An unknown subtype falls back to the plain relation. */
int ent_upos_named(const char *name, size_t length);
int ent_xpos_named(const char *name, size_t length);
int ent_deprel_named(const char *name, size_t length);

#endif

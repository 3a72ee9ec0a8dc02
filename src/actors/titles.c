/* titles.c - titles and offices: who holds them, of what, and whether now. Gives LINK edges.
 *
 *     French President Emmanuel Macron; Macron, the president of France; France's president, Macron
 *     army chief General Vij; Muni, an expert at the Nehru Centre; Omar Bongo of the Gabonese Party
 *     former, ex-, the late: none; -elect, -designate, incoming: planned
 *
 * What a pronoun owns ("his foreign minister, X") waits until it is known who he is. */
#include <string.h>

#include "actors/names.h"

enum { MODIFIERS = 4, APPOSITIVE = 8, TITLE_WORDS = 5, STACKED = 3, ROLE_BYTES = 60 };

typedef enum tense { NOW, BEFORE, LATER } tense;

/* A title that somebody bears: tokens [first, end). */
typedef struct bearing {
    uint32_t person; /* mention */
    uint32_t title, first, end;
} bearing;

/* ---- When ---- */

/* Words before a title that end an office, or in which it has not begun. */
static tense tense_before(const ent_finder *f, uint32_t sentence, uint32_t first) {
    static const char *const past[] = {"former",   "ex",      "late",     "then",      "ousted",
                                       "deposed",  "onetime", "one-time", "erstwhile", "ex-",
                                       "formerly", "toppled", NULL};
    static const char *const later[] = {"incoming", "next",        "future",      "designated",
                                        "would-be", "prospective", "presumptive", NULL};
    for (uint32_t i = first; i > 0 && first - i < MODIFIERS + 2; i--) {
        const ent_token *t = ent_finder_token(f, sentence, i - 1);
        if (ent_token_among(f, sentence, i - 1, past)) return BEFORE;
        if (ent_token_among(f, sentence, i - 1, later)) return LATER;
        if (t->upos == ENT_UPOS_VERB || t->upos == ENT_UPOS_ADP || t->upos == ENT_UPOS_CCONJ ||
            ent_token_is(f, sentence, i - 1, ","))
            return NOW;
    }
    return NOW;
}

/* "president-elect", "prime minister-designate": the words behind a title; *end moves past them. */
static bool skip_elect(const ent_finder *f, uint32_t sentence, uint32_t *end) {
    static const char *const words[] = {"elect",      "designate", "-elect",
                                        "-designate", "nominee",   NULL};
    uint32_t at = ent_token_is(f, sentence, *end, "-") ? *end + 1 : *end;
    if (!ent_token_among(f, sentence, at, words)) return false;
    *end = at + 1;
    return true;
}

/* The same before a name that begins at `end`: the token where the title ends. */
static uint32_t before_elect(const ent_finder *f, uint32_t sentence, uint32_t end) {
    for (uint32_t back = 2; back > 0; back--) {
        uint32_t stop = end < back ? end : end - back;
        if (end >= back && skip_elect(f, sentence, &stop) && stop == end) return end - back;
    }
    return end;
}

/* Does the lexicon say that the person's office of that name was over on the document's date, or
 * had not begun? Then "President Bush" of 2010 leads no more. */
static bool is_out_of_office(const ent_finder *f, uint32_t entity, uint32_t title) {
    const ent_known *known = f->entities[entity].known;
    const char *date = f->text->document->date;
    bool same = false;
    if (!known || !date) return false;
    for (uint32_t i = known->office; i != UINT32_MAX; i = f->g->offices[i].next) {
        const ent_office *office = &f->g->offices[i];
        uint32_t own = ent_map_get(&f->g->by_title, office->role, strlen(office->role));
        if (own == ENT_MAP_NONE || f->g->titles[own].office != f->g->titles[title].office) continue;
        same = true;
        bool begun = strncmp(office->from, date, strlen(office->from)) <= 0;
        if (begun && !ent_office_is_over(office, date)) return false;
    }
    return same;
}

/* ---- Of what ---- */

static const char *relation_of(const ent_title *title, ent_actor_type type) {
    uint8_t bits = type == ENT_COUNTRY ? title->country : title->organization;
    if (type != ENT_COUNTRY && !bits) bits = title->country;
    if (bits & ENT_TITLE_LEADS) return "leads";
    if (bits & ENT_TITLE_REPRESENTS) return "represents";
    if (bits & ENT_TITLE_SPEAKS) return "spokesperson of";
    return bits & ENT_TITLE_MEMBER && type != ENT_COUNTRY && type != ENT_PLACE ? "member of" : NULL;
}

static bool is_possessive(const ent_finder *f, uint32_t sentence, uint32_t i) {
    static const char *const marks[] = {"'s", "’s", "'", "’", NULL};
    return ent_token_among(f, sentence, i, marks);
}

static ent_mention *fit_owner(const ent_finder *f, ent_mention *m) {
    bool fits = m && m->entity != ENT_NO_ENTITY && m->type != ENT_PERSON &&
                !f->entities[m->entity].entity.described;
    return fits ? m : NULL;
}

/* "Eurasia's lead China analyst": who has the possessive, whatever stands between. */
static ent_mention *possessive_before(const ent_finder *f, uint32_t sentence, uint32_t first) {
    for (uint32_t i = first; i > 1 && first - i < MODIFIERS + 2; i--) {
        const ent_token *t = ent_finder_token(f, sentence, i - 1);
        if (is_possessive(f, sentence, i - 1)) return ent_mention_at(f, sentence, i - 2);
        if (t->upos == ENT_UPOS_PUNCT || t->upos == ENT_UPOS_VERB || t->upos == ENT_UPOS_ADP)
            return NULL;
    }
    return NULL;
}

/* The owner that ends before token end, but for words like "special", "chief", "interior": "Japan's
 * special", "French". */
static ent_mention *owner_before(const ent_finder *f, uint32_t sentence, uint32_t end) {
    for (uint32_t i = end; i > 0 && end - i < MODIFIERS;) {
        if (is_possessive(f, sentence, i - 1) && i > 1) i--;
        if (i > 2 && ent_token_is(f, sentence, i - 1, ")") && ent_token_is(f, sentence, i - 3, "("))
            i--; /* "the Tigray Front (TPLF) leader" */
        ent_mention *m = ent_mention_at(f, sentence, i - 1);
        if (m) return fit_owner(f, m);
        const ent_token *t = ent_finder_token(f, sentence, i - 1);
        bool hyphen = ent_token_is(f, sentence, i - 1, "-");
        if (t->upos != ENT_UPOS_ADJ && t->upos != ENT_UPOS_NOUN && t->upos != ENT_UPOS_PROPN &&
            t->upos != ENT_UPOS_VERB && !hyphen)
            return NULL;
        if (t->upos == ENT_UPOS_VERB && !ent_token_is(f, sentence, i - 1, "incoming") &&
            !ent_token_is(f, sentence, i - 1, "acting"))
            return NULL;
        i--;
    }
    return NULL;
}

/* The pronoun that owns a title from token first on: "his", "their late"; UINT32_MAX for none. */
static uint32_t pronoun_before(const ent_finder *f, uint32_t sentence, uint32_t first) {
    for (uint32_t i = first; i > 0 && first - i < MODIFIERS; i--) {
        const ent_token *t = ent_finder_token(f, sentence, i - 1);
        if (t->upos == ENT_UPOS_PRON && t->deprel == ENT_DEP_NMOD_POSS) return i - 1;
        if (t->upos != ENT_UPOS_ADJ && t->upos != ENT_UPOS_NOUN) break;
    }
    return UINT32_MAX;
}

/* The noun that owns it with "'s" and has no name, "the agency's chief": who that is will be known
 * later. UINT32_MAX for none. */
static uint32_t noun_before(const ent_finder *f, uint32_t sentence, uint32_t first) {
    for (uint32_t i = first; i > 2 && first - i < MODIFIERS; i--) {
        uint8_t upos = ent_finder_token(f, sentence, i - 1)->upos;
        if (is_possessive(f, sentence, i - 1))
            return ent_finder_token(f, sentence, i - 2)->upos == ENT_UPOS_NOUN ? i - 2 : UINT32_MAX;
        if (upos != ENT_UPOS_ADJ && upos != ENT_UPOS_NOUN) return UINT32_MAX;
    }
    return UINT32_MAX;
}

/* What owns a title and is not known yet: a pronoun or noun. */
static uint32_t unknown_before(const ent_finder *f, uint32_t sentence, uint32_t first) {
    uint32_t pronoun = pronoun_before(f, sentence, first);
    return pronoun != UINT32_MAX ? pronoun : noun_before(f, sentence, first);
}

/* Skip "a branch of", "the local office of" from token at on. */
static uint32_t skip_parts(const ent_finder *f, uint32_t sentence, uint32_t at) {
    static const char *const parts[] = {"branch", "faction", "wing",    "part", "unit",
                                        "office", "chapter", "section", "arm",  NULL};
    for (uint32_t i = at; i < at + 4; i++)
        if (ent_token_among(f, sentence, i, parts) && ent_token_is(f, sentence, i + 1, "of"))
            return i + 2;
    return at;
}

/* The owner that follows "of", "for", "at": "of the Refugee Council". */
static ent_mention *owner_after(const ent_finder *f, uint32_t sentence, uint32_t at) {
    static const char *const prepositions[] = {"of", "for", "at", "with", "to", "from", "in", NULL};
    if (!ent_token_among(f, sentence, at, prepositions)) return NULL;
    at = skip_parts(f, sentence, at + 1);
    if (ent_token_is(f, sentence, at, "the")) at++;
    return fit_owner(f, ent_mention_at(f, sentence, at));
}

/* "President Marta Ruiz of Chile" */
static ent_mention *owner_after_name(const ent_finder *f, const ent_mention *person) {
    uint32_t at = person->first + person->count;
    return ent_token_is(f, person->sentence, at, "of") ? owner_after(f, person->sentence, at)
                                                       : NULL;
}

/* The country or organisation that a title belongs to, or NULL. */
static ent_mention *owner_of(const ent_finder *f, uint32_t sentence, uint32_t first, uint32_t end) {
    ent_mention *m = owner_after(f, sentence, end);
    if (!m) m = fit_owner(f, possessive_before(f, sentence, first));
    return m ? m : owner_before(f, sentence, first);
}

/* Some mention of the country of an ISO code in this document. */
static ent_mention *mention_of_country(const ent_finder *f, const char *iso3) {
    char id[16] = "country:";
    if (!iso3 || strlen(iso3) != 3) return NULL;
    strcat(id, iso3);
    uint32_t entity = ent_map_get(&f->ids, id, strlen(id));
    uint32_t first = entity == ENT_MAP_NONE ? UINT32_MAX : f->entities[entity].first_mention;
    return first == UINT32_MAX ? NULL : &f->mentions[first];
}

/* ---- Links ---- */

static ent_trigger trigger_of(const bearing *b, uint32_t sentence) {
    return (ent_trigger){sentence, b->first, b->end - b->first};
}

static void add_holder(ent_finder *f, const bearing *b, uint32_t owner, tense when) {
    const ent_mention *person = &f->mentions[b->person];
    ent_word last = ent_folded(f, person->sentence, b->end - 1);
    ent_add_holder(f, (ent_holder){.entity = person->entity,
                                   .title = b->title,
                                   .owner = owner,
                                   .sentence = person->sentence,
                                   .at = person->head,
                                   .last = last.text,
                                   .last_length = last.length,
                                   .past = when != NOW});
}

/* The body that words of the title name, "army" in "army chief", as the owner has it: the Indian
 * army. NULL if they name none. */
static const ent_mention *body_in_title(ent_finder *f, const bearing *b, uint32_t sentence,
                                        const ent_mention *owner) {
    uint32_t count;
    const ent_group_noun *noun =
        b->end - b->first < 2 ? NULL : ent_group_noun_at(f, sentence, b->end - 2, &count);
    if (!noun || !noun->own || count + 1 != b->end - b->first) return NULL;
    size_t length;
    const char *words = ent_span_of(f, sentence, b->first, count, &length);
    uint32_t body = ENT_NO_ENTITY;
    if (owner && owner->type == ENT_COUNTRY) body = ent_body_of(f, owner->entity, words, length);
    if (!owner) { /* the only one that the document names */
        char folded[FOLD_ROOM];
        size_t size = ent_fold_span(words, length, folded, sizeof folded);
        uint32_t only = size ? ent_map_get(&f->bodies, folded, size) : ENT_MAP_NONE;
        if (only < ENT_AMBIGUOUS) body = only;
    }
    if (body == ENT_NO_ENTITY) return NULL;
    uint32_t first = f->entities[body].first_mention;
    if (first != UINT32_MAX) return &f->mentions[first];
    ent_mention *m = ent_add_mention(f, sentence, b->first, count, ENT_ORGANIZATION, body);
    if (!m) return NULL;
    m->kind = ENT_MENTION_NOMINAL;
    m->role = ENT_ROLE_TITLE;
    f->entities[body].first_mention = (uint32_t)(m - f->mentions);
    return m;
}

/* "a senior Hezbollah commander": one of several. */
static bool is_one_of_many(const ent_finder *f, const bearing *b, const ent_mention *owner) {
    static const char *const articles[] = {"a", "an", NULL};
    uint32_t s = f->mentions[b->person].sentence, at = b->first;
    if (owner->sentence == s && owner->first < at) at = owner->first;
    for (uint32_t i = at; i > 0 && at - i < 3; i--) {
        uint8_t upos = ent_finder_token(f, s, i - 1)->upos;
        if (ent_token_among(f, s, i - 1, articles)) return true;
        if (upos != ENT_UPOS_ADJ && upos != ENT_UPOS_NOUN && upos != ENT_UPOS_PROPN) return false;
    }
    return false;
}

static void link(ent_finder *f, const bearing *b, const ent_mention *owner, tense when,
                 double confidence) {
    const ent_mention *person = &f->mentions[b->person];
    const char *relation = relation_of(&f->g->titles[b->title], owner->type);
    if (relation && strcmp(relation, "leads") == 0 && is_one_of_many(f, b, owner))
        relation = owner->type == ENT_ORGANIZATION ? "member of" : NULL;
    ent_candidate *who = &f->entities[person->entity];
    const char *country = f->entities[owner->entity].entity.iso3;
    if (!relation || when == BEFORE || owner->entity == person->entity) return;
    if (country && !who->entity.country) who->entity.country = country;
    bool acts = strcmp(relation, "member of") != 0;
    if (country && acts && when == NOW && strcmp(country, who->entity.country) == 0)
        who->official = true;
    ent_add_link(f, person, owner, relation, trigger_of(b, person->sentence), "title",
                 when == LATER, confidence);
}

/* "dean at the School of Education at Jena University": member of the whole, too. */
static void link_whole(ent_finder *f, const bearing *b, const ent_mention *part) {
    static const char *const links[] = {"of", "at", "in", NULL};
    const ent_mention *person = &f->mentions[b->person];
    uint32_t at = part->first + part->count, s = part->sentence;
    if (part->type != ENT_ORGANIZATION || !ent_token_among(f, s, at, links)) return;
    if (ent_token_is(f, s, ++at, "the")) at++;
    const ent_mention *whole = ent_mention_at(f, s, at);
    if (!whole || whole->type != ENT_ORGANIZATION || whole->entity == ENT_NO_ENTITY) return;
    ent_add_link(f, part, whole, "part of", (ent_trigger){s, part->head, 1}, "part-at", false, 0.7);
    ent_add_link(f, person, whole, "member of", trigger_of(b, s), "title", false, 0.7);
}

static void take_title(ent_finder *f, const bearing *b, bool elect) {
    ent_mention *person = &f->mentions[b->person];
    ent_candidate *who = &f->entities[person->entity];
    const ent_title *t = &f->g->titles[b->title];
    uint32_t s = person->sentence;
    size_t length;
    const char *text = ent_span_of(f, s, b->first, b->end - b->first, &length);
    if (t->other) return; /* "wife": kin.c */
    tense when = elect ? LATER : tense_before(f, s, b->first);
    if (when == NOW && is_out_of_office(f, person->entity, b->title)) when = BEFORE;
    if (!who->entity.role && length < ROLE_BYTES && !ent_token_is(f, s, b->first, "counterpart"))
        who->entity.role = ent_arena_copy(f->arena, text, length);
    uint32_t end = b->end; /* "president-elect of" */
    if (elect) skip_elect(f, s, &end);
    bool host = t->country & ENT_TITLE_REPRESENTS && ent_token_is(f, s, end, "to");
    ent_mention *owner = host ? owner_before(f, s, b->first) /* "ambassador to Berlin" */
                              : owner_of(f, s, b->first, end);
    if (!owner && b->end <= person->first) owner = owner_after_name(f, person);
    double confidence = 0.9;
    uint32_t pronoun = owner ? UINT32_MAX : unknown_before(f, s, b->first);
    if (owner && (owner->role == ENT_ROLE_ADJECTIVE || owner->role == ENT_ROLE_ACTOR))
        owner->role = ENT_ROLE_TITLE;
    add_holder(f, b, owner ? owner->entity : ENT_NO_ENTITY, when);
    if (pronoun != UINT32_MAX) {
        if (when == BEFORE) return;
        ent_wait_for(f, (ent_waiting){.source = *person,
                                      .trigger = trigger_of(b, s),
                                      .pronoun = pronoun,
                                      .of_country = relation_of(t, ENT_COUNTRY),
                                      .of_organization = relation_of(t, ENT_ORGANIZATION),
                                      .rule = "title",
                                      .planned = when == LATER});
        return;
    }
    const ent_mention *body = body_in_title(f, b, s, owner);
    if (!owner && !body && who->known && who->known->office != UINT32_MAX && t->country) {
        owner = mention_of_country(f, who->known->iso3);
        confidence = 0.8;
    }
    if (body) {
        link(f, b, body, when, 0.85);
    } else if (owner) {
        link(f, b, owner, when, confidence);
        if (when == NOW) link_whole(f, b, owner);
    }
}

/* ---- Where titles stand ---- */

/* Does the name begin a clause of its own, for the phrase before it is the object of another?
 * "After he met Iran's president, Putin said". */
static bool begins_clause(const ent_finder *f, const ent_mention *m, uint32_t phrase) {
    uint32_t s = m->sentence, end = m->first + m->count;
    if (phrase == 0 || end >= f->text->sentences[s].count) return false;
    uint8_t next = ent_finder_token(f, s, end)->upos,
            last = ent_finder_token(f, s, phrase - 1)->upos;
    return (next == ENT_UPOS_VERB || next == ENT_UPOS_AUX) &&
           (last == ENT_UPOS_VERB || last == ENT_UPOS_ADP);
}

/* The titles that stand one before the other right before token end: "army chief General". */
static bool take_stacked(ent_finder *f, uint32_t person, uint32_t end) {
    uint32_t title, first, s = f->mentions[person].sentence, name = end;
    bool any = false;
    end = before_elect(f, s, end);
    bool elect = end != name;
    for (int n = 0; n < STACKED && end > 0 && ent_title_before(f, s, 0, end, &title, &first); n++) {
        const ent_mention *owner = owner_before(f, s, first);
        f->mentions[person].phrase_first = owner ? owner->first : first;
        take_title(f, &(bearing){person, title, first, end}, elect);
        any = true;
        end = first;
    }
    return any;
}

/* "his Indian counterpart, X": holds the office that was last told of in the sentence. */
static bool take_counterpart(ent_finder *f, uint32_t index, uint32_t end) {
    uint32_t s = f->mentions[index].sentence;
    if (end == 0 || !ent_token_is(f, s, end - 1, "counterpart") || f->holder_count == 0)
        return false;
    const ent_holder *last = &f->holders[f->holder_count - 1];
    if (last->sentence != s || last->past || !owner_before(f, s, end - 1)) return false;
    take_title(f, &(bearing){index, last->title, end - 1, end}, false);
    return true;
}

/* "President Macron", "Japan's envoy, Yasushi Akashi", "the head of the UN, Antonio Guterres" */
static bool take_before(ent_finder *f, uint32_t index) {
    ent_mention *person = &f->mentions[index];
    uint32_t title, first, s = person->sentence, end = person->first;
    if (end > 0 && take_stacked(f, index, end)) return true;
    if (end > 1 && ent_token_is(f, s, end - 1, ",")) end--;
    if (take_counterpart(f, index, end)) return true;
    uint32_t stop = before_elect(f, s, end);
    if (end < person->first && ent_title_before(f, s, 0, stop, &title, &first)) {
        const ent_mention *owner = owner_before(f, s, first);
        uint32_t pronoun = owner ? UINT32_MAX : unknown_before(f, s, first);
        uint32_t from = owner ? owner->first : pronoun;
        if (from != UINT32_MAX && !begins_clause(f, person, from)) {
            person->phrase_first = owner ? from : first;
            take_title(f, &(bearing){index, title, first, stop}, stop != end);
            return true;
        }
    }
    const ent_mention *owner = end > 0 ? ent_mention_at(f, s, end - 1) : NULL;
    if (!owner || owner->type == ENT_PERSON || owner->first < 2) return false;
    uint32_t at = owner->first;
    if (ent_token_is(f, s, at - 1, "the")) at--;
    if (at < 2 || owner_after(f, s, at - 1) != owner) return false;
    stop = before_elect(f, s, at - 1);
    if (!ent_title_before(f, s, 0, stop, &title, &first)) return false;
    if (end < person->first && begins_clause(f, person, first)) return false;
    person->phrase_first = first;
    take_title(f, &(bearing){index, title, first, stop}, stop != at - 1);
    return true;
}

static bool is_finite(const ent_finder *f, uint32_t sentence, uint32_t i) {
    if (i >= f->text->sentences[sentence].count) return false;
    const ent_token *token = ent_finder_token(f, sentence, i);
    return token->upos == ENT_UPOS_AUX || (token->upos == ENT_UPOS_VERB && token->head == ENT_ROOT);
}

/* "Macron, president of France," "Enver Solomon, the Refugee Council's chief executive," */
static bool take_after(ent_finder *f, uint32_t index) {
    ent_mention *person = &f->mentions[index];
    uint32_t title, count, s = person->sentence, end = person->first + person->count;
    if (!ent_token_is(f, s, end, ",") || ent_token_is(f, s, end + 1, "and")) return false;
    for (uint32_t at = end + 1; at < f->text->sentences[s].count && at < end + APPOSITIVE; at++) {
        const ent_token *token = ent_finder_token(f, s, at);
        if (token->upos == ENT_UPOS_VERB || ent_token_is(f, s, at, ",")) return false;
        if (token->upos == ENT_UPOS_ADP && at == end + 1) return false; /* "Eden, by the king" */
        const ent_mention *m = ent_mention_at(f, s, at);
        if (m && m->type == ENT_PERSON && m->kind == ENT_MENTION_NAMED) return false;
        if (m && at < m->first + m->count - 1) continue;
        if ((m && m->kind == ENT_MENTION_NAMED) || !ent_title_at(f, s, at, &title, &count))
            continue;
        const ent_mention *next = ent_mention_at(f, s, at + count);
        if (next && next->type == ENT_PERSON && next->first == at + count) return false; /* his */
        uint32_t stop = at + count;
        if (is_finite(f, s, stop)) return false; /* "Tom, the Kenyan president has said" */
        bool elect = skip_elect(f, s, &stop);
        person->phrase_end = stop;
        take_title(f, &(bearing){index, title, at, at + count}, elect);
        return true;
    }
    return false;
}

/* "Hugo Reyes is the president of Peru", "was elected prime minister of Peru". */
static void take_predicate(ent_finder *f, uint32_t index) {
    static const char *const makers[] = {"become", "elect", "name", "appoint", "remain", NULL};
    const ent_mention *person = &f->mentions[index];
    const ent_token *own = ent_finder_token(f, person->sentence, person->head);
    uint32_t s = person->sentence, noun = own->head, title, first;
    if (noun == ENT_ROOT || noun < person->head) return;
    if (own->deprel != ENT_DEP_NSUBJ && own->deprel != ENT_DEP_NSUBJ_PASS) return;
    const ent_token *head = ent_finder_token(f, s, noun);
    if (head->upos == ENT_UPOS_VERB) {
        bool makes = false;
        for (const char *const *m = makers; *m; m++) makes |= strcmp(head->lemma, *m) == 0;
        uint32_t verb = noun;
        for (noun = verb + 1; makes && noun < f->text->sentences[s].count; noun++) {
            const ent_token *t = ent_finder_token(f, s, noun);
            if (t->head == verb && (t->deprel == ENT_DEP_XCOMP || t->deprel == ENT_DEP_OBJ)) break;
        }
        if (!makes || noun >= f->text->sentences[s].count) return;
    } else {
        bool is = false;
        for (uint32_t k = person->head + 1; k < noun; k++) {
            const ent_token *t = ent_finder_token(f, s, k);
            bool copula = t->head == noun && t->deprel == ENT_DEP_COP;
            is |= copula && (ent_token_is(f, s, k, "is") || ent_token_is(f, s, k, "remains"));
            if (t->head == noun && strcmp(t->lemma, "not") == 0) return;
        }
        if (!is) return;
    }
    if (ent_mention_at(f, s, noun) || !ent_title_before(f, s, 0, noun + 1, &title, &first)) return;
    if (!owner_of(f, s, first, noun + 1)) return;
    take_title(f, &(bearing){index, title, first, noun + 1}, false);
}

/* "Omar Bongo of the Gabonese Democratic Party": works for it, whatever he does there. */
static void take_of(ent_finder *f, uint32_t index) {
    const ent_mention *person = &f->mentions[index];
    uint32_t s = person->sentence, at = person->first + person->count;
    if (!ent_token_is(f, s, at, "of")) return;
    const ent_mention *m = ent_mention_at(f, s, at + 1 + ent_token_is(f, s, at + 1, "the"));
    if (!fit_owner(f, (ent_mention *)m) || m->type != ENT_ORGANIZATION) return;
    const ent_known *known = f->entities[m->entity].known;
    if (m->kind != ENT_MENTION_NAMED || (known && known->news)) return;
    ent_add_link(f, person, m, "member of", (ent_trigger){s, at, 1}, "name-of", false, 0.7);
}

/* Words before a name that no list has as a title: "Russian [opposition politician] Navalny". */
static void take_description(ent_finder *f, ent_mention *person) {
    uint32_t s = person->sentence, i = person->first;
    while (i > 0 && person->first - i < TITLE_WORDS && !ent_mention_at(f, s, i - 1)) {
        uint8_t upos = ent_finder_token(f, s, i - 1)->upos;
        if (upos != ENT_UPOS_NOUN && upos != ENT_UPOS_PROPN && upos != ENT_UPOS_ADJ) return;
        i--;
    }
    const ent_mention *m = i > 0 ? ent_mention_at(f, s, i - 1) : NULL;
    if (!m || m->first + m->count != i) return;
    bool nation = m->type == ENT_COUNTRY && m->role == ENT_ROLE_ADJECTIVE && i < person->first;
    bool described = m->kind == ENT_MENTION_NOMINAL && m->type != ENT_GROUP;
    if (nation || described) person->phrase_first = m->first;
}

/* A person whom the lexicon knows holds his office whether the text says so or not. */
static void take_known(ent_finder *f, uint32_t index) {
    ent_mention *person = &f->mentions[index];
    ent_candidate *who = &f->entities[person->entity];
    const char *date = f->text->document->date;
    if (who->first_mention != index || !who->known) return;
    const ent_office *office = ent_gazetteer_office(f->g, who->known, date);
    if (!office || !office->iso3 || office->organization) return;
    uint32_t title = ent_map_get(&f->g->by_title, office->role, strlen(office->role));
    if (title == ENT_MAP_NONE) return;
    const char *last = office->role;
    for (const char *p = last; *p; p++)
        if (*p == ' ') last = p + 1;
    bool over = date && ent_office_is_over(office, date);
    uint8_t acts = ENT_TITLE_LEADS | ENT_TITLE_REPRESENTS;
    if (!over && f->g->titles[title].country & acts && who->entity.country &&
        strcmp(who->entity.country, office->iso3) == 0)
        who->official = true;
    const ent_mention *country = mention_of_country(f, office->iso3);
    ent_add_holder(f, (ent_holder){.entity = person->entity,
                                   .title = title,
                                   .owner = country ? country->entity : ENT_NO_ENTITY,
                                   .sentence = person->sentence,
                                   .at = person->head,
                                   .last = last,
                                   .last_length = strlen(last),
                                   .past = over});
}

static void take_person(ent_finder *f, uint32_t index) {
    bool before = take_before(f, index), titled = take_after(f, index) || before;
    take_predicate(f, index);
    if (!titled) take_of(f, index);
    take_known(f, index);
    ent_mention *person = &f->mentions[index];
    if (person->phrase_first == person->first) take_description(f, person);
}

/* "the army": the one body of the document whose name ends so. */
static void index_bodies(ent_finder *f) {
    for (uint32_t e = 0; e < f->entity_count; e++) f->entities[e].first_mention = UINT32_MAX;
    for (uint32_t i = 0; i < f->count; i++) {
        uint32_t entity = f->mentions[i].entity;
        if (entity == ENT_NO_ENTITY || f->entities[entity].first_mention != UINT32_MAX) continue;
        f->entities[entity].first_mention = i;
        const ent_entity *e = &f->entities[entity].entity;
        const char *last = e->type == ENT_ORGANIZATION ? strrchr(e->name, ' ') : NULL;
        char folded[FOLD_ROOM];
        size_t length = last ? ent_fold_span(last + 1, strlen(last + 1), folded, sizeof folded) : 0;
        ent_map_slot *slot = length ? ent_map_add(&f->bodies, folded, length) : NULL;
        if (length && !slot) f->no_memory = true;
        if (slot) slot->value = slot->value == ENT_MAP_NONE ? entity : ENT_AMBIGUOUS;
    }
}

void ent_find_titles(ent_finder *f) {
    index_bodies(f);
    for (uint32_t i = 0, count = (uint32_t)f->count; i < count && !f->no_memory; i++) {
        const ent_mention *m = &f->mentions[i];
        if (m->type == ENT_PERSON && m->kind == ENT_MENTION_NAMED && m->entity != ENT_NO_ENTITY)
            take_person(f, i);
    }
    ent_finder_sort(f);
}

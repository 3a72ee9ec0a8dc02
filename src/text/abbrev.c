/* abbrev.c - words that take a full stop without ending a sentence, and words that open one. */
#include <string.h>

#include "base/utf8.h"
#include "text/token.h"

enum { WORD_MAX = 16 };

/* Sorted by strcmp. Lower case, without the last full stop. */
static const struct entry {
    const char *word;
    ent_abbreviation kind;
} ABBREVIATIONS[] = {
    {"a.d", ENT_ABBREVIATION},         {"a.k.a", ENT_ABBREVIATION},
    {"a.m", ENT_ABBREVIATION},         {"adj", ENT_ABBREVIATION_TITLE},
    {"adm", ENT_ABBREVIATION_TITLE},   {"al", ENT_ABBREVIATION},
    {"ala", ENT_ABBREVIATION_PLACE},   {"ald", ENT_ABBREVIATION_TITLE},
    {"alta", ENT_ABBREVIATION_PLACE},  {"amb", ENT_ABBREVIATION_TITLE},
    {"ambs", ENT_ABBREVIATION_TITLE},  {"approx", ENT_ABBREVIATION},
    {"apr", ENT_ABBREVIATION_MONTH},   {"ariz", ENT_ABBREVIATION_PLACE},
    {"ark", ENT_ABBREVIATION_PLACE},   {"arrv", ENT_ABBREVIATION},
    {"art", ENT_ABBREVIATION_COUNT},   {"assn", ENT_ABBREVIATION},
    {"assoc", ENT_ABBREVIATION_TITLE}, {"asst", ENT_ABBREVIATION_TITLE},
    {"attn", ENT_ABBREVIATION},        {"atty", ENT_ABBREVIATION_TITLE},
    {"attys", ENT_ABBREVIATION_TITLE}, {"aug", ENT_ABBREVIATION_MONTH},
    {"ave", ENT_ABBREVIATION},         {"b", ENT_ABBREVIATION_COUNT},
    {"b.c", ENT_ABBREVIATION},         {"bldg", ENT_ABBREVIATION},
    {"blvd", ENT_ABBREVIATION},        {"bn", ENT_ABBREVIATION},
    {"brig", ENT_ABBREVIATION_TITLE},  {"bros", ENT_ABBREVIATION},
    {"c", ENT_ABBREVIATION_COUNT},     {"ca", ENT_ABBREVIATION_COUNT},
    {"calif", ENT_ABBREVIATION_PLACE}, {"capt", ENT_ABBREVIATION_TITLE},
    {"cdr", ENT_ABBREVIATION_TITLE},   {"cf", ENT_ABBREVIATION},
    {"ch", ENT_ABBREVIATION_COUNT},    {"cmdr", ENT_ABBREVIATION_TITLE},
    {"co", ENT_ABBREVIATION},          {"col", ENT_ABBREVIATION_TITLE},
    {"colo", ENT_ABBREVIATION_PLACE},  {"comdr", ENT_ABBREVIATION_TITLE},
    {"conf", ENT_ABBREVIATION},        {"conn", ENT_ABBREVIATION_PLACE},
    {"corp", ENT_ABBREVIATION},        {"cpl", ENT_ABBREVIATION_TITLE},
    {"d", ENT_ABBREVIATION_COUNT},     {"dec", ENT_ABBREVIATION_MONTH},
    {"del", ENT_ABBREVIATION_PLACE},   {"dept", ENT_ABBREVIATION},
    {"det", ENT_ABBREVIATION_TITLE},   {"dist", ENT_ABBREVIATION},
    {"div", ENT_ABBREVIATION},         {"dr", ENT_ABBREVIATION_TITLE},
    {"drs", ENT_ABBREVIATION_TITLE},   {"e.g", ENT_ABBREVIATION_TITLE},
    {"ed", ENT_ABBREVIATION},          {"eds", ENT_ABBREVIATION},
    {"eg", ENT_ABBREVIATION_LAST},     {"ens", ENT_ABBREVIATION_TITLE},
    {"esp", ENT_ABBREVIATION_TITLE},   {"est", ENT_ABBREVIATION},
    {"etc", ENT_ABBREVIATION_LAST},    {"excl", ENT_ABBREVIATION},
    {"ext", ENT_ABBREVIATION_NUMBER},  {"feb", ENT_ABBREVIATION_MONTH},
    {"fig", ENT_ABBREVIATION_NUMBER},  {"fla", ENT_ABBREVIATION_PLACE},
    {"fr", ENT_ABBREVIATION_TITLE},    {"fri", ENT_ABBREVIATION_DAY},
    {"ft", ENT_ABBREVIATION},          {"ga", ENT_ABBREVIATION_PLACE},
    {"gen", ENT_ABBREVIATION_TITLE},   {"gens", ENT_ABBREVIATION_TITLE},
    {"gov", ENT_ABBREVIATION_TITLE},   {"govs", ENT_ABBREVIATION_TITLE},
    {"hon", ENT_ABBREVIATION_TITLE},   {"hrh", ENT_ABBREVIATION_TITLE},
    {"hrs", ENT_ABBREVIATION},         {"hwy", ENT_ABBREVIATION},
    {"i.e", ENT_ABBREVIATION_TITLE},   {"ie", ENT_ABBREVIATION_LAST},
    {"ill", ENT_ABBREVIATION_PLACE},   {"inc", ENT_ABBREVIATION},
    {"incl", ENT_ABBREVIATION},        {"ind", ENT_ABBREVIATION_PLACE},
    {"insp", ENT_ABBREVIATION_TITLE},  {"intl", ENT_ABBREVIATION},
    {"jan", ENT_ABBREVIATION_MONTH},   {"jr", ENT_ABBREVIATION},
    {"jul", ENT_ABBREVIATION_MONTH},   {"jun", ENT_ABBREVIATION_MONTH},
    {"kan", ENT_ABBREVIATION_PLACE},   {"kans", ENT_ABBREVIATION_PLACE},
    {"ky", ENT_ABBREVIATION_PLACE},    {"la", ENT_ABBREVIATION_PLACE},
    {"lb", ENT_ABBREVIATION},          {"lbs", ENT_ABBREVIATION},
    {"lt", ENT_ABBREVIATION_TITLE},    {"ltd", ENT_ABBREVIATION},
    {"m", ENT_ABBREVIATION_COUNT},     {"maj", ENT_ABBREVIATION_TITLE},
    {"mar", ENT_ABBREVIATION_MONTH},   {"mass", ENT_ABBREVIATION_PLACE},
    {"md", ENT_ABBREVIATION_PLACE},    {"messrs", ENT_ABBREVIATION_TITLE},
    {"mfg", ENT_ABBREVIATION},         {"mgr", ENT_ABBREVIATION_TITLE},
    {"mich", ENT_ABBREVIATION_PLACE},  {"minn", ENT_ABBREVIATION_PLACE},
    {"mins", ENT_ABBREVIATION},        {"misc", ENT_ABBREVIATION},
    {"miss", ENT_ABBREVIATION_PLACE},  {"mlle", ENT_ABBREVIATION_TITLE},
    {"mme", ENT_ABBREVIATION_TITLE},   {"mmes", ENT_ABBREVIATION_TITLE},
    {"mo", ENT_ABBREVIATION_PLACE},    {"mon", ENT_ABBREVIATION_DAY},
    {"mont", ENT_ABBREVIATION_PLACE},  {"mr", ENT_ABBREVIATION_TITLE},
    {"mrs", ENT_ABBREVIATION_TITLE},   {"ms", ENT_ABBREVIATION_TITLE},
    {"msgr", ENT_ABBREVIATION_TITLE},  {"mt", ENT_ABBREVIATION_TITLE},
    {"natl", ENT_ABBREVIATION},        {"neb", ENT_ABBREVIATION_PLACE},
    {"nev", ENT_ABBREVIATION_PLACE},   {"no", ENT_ABBREVIATION_COUNT},
    {"nos", ENT_ABBREVIATION_COUNT},   {"nov", ENT_ABBREVIATION_MONTH},
    {"nr", ENT_ABBREVIATION_NUMBER},   {"oct", ENT_ABBREVIATION_MONTH},
    {"okla", ENT_ABBREVIATION_PLACE},  {"ont", ENT_ABBREVIATION_PLACE},
    {"op", ENT_ABBREVIATION_COUNT},    {"ore", ENT_ABBREVIATION_PLACE},
    {"oz", ENT_ABBREVIATION},          {"p", ENT_ABBREVIATION_COUNT},
    {"p.m", ENT_ABBREVIATION},         {"pa", ENT_ABBREVIATION_PLACE},
    {"para", ENT_ABBREVIATION_COUNT},  {"penn", ENT_ABBREVIATION_PLACE},
    {"pfc", ENT_ABBREVIATION_TITLE},   {"ph.d", ENT_ABBREVIATION},
    {"pp", ENT_ABBREVIATION_NUMBER},   {"pres", ENT_ABBREVIATION_TITLE},
    {"prof", ENT_ABBREVIATION_TITLE},  {"pty", ENT_ABBREVIATION},
    {"pvt", ENT_ABBREVIATION_TITLE},   {"que", ENT_ABBREVIATION_PLACE},
    {"rep", ENT_ABBREVIATION_TITLE},   {"reps", ENT_ABBREVIATION_TITLE},
    {"rev", ENT_ABBREVIATION_TITLE},   {"rgt", ENT_ABBREVIATION},
    {"rt", ENT_ABBREVIATION_TITLE},    {"sask", ENT_ABBREVIATION_PLACE},
    {"sat", ENT_ABBREVIATION_DAY},     {"sec", ENT_ABBREVIATION_NUMBER},
    {"sen", ENT_ABBREVIATION_TITLE},   {"sens", ENT_ABBREVIATION_TITLE},
    {"sep", ENT_ABBREVIATION_MONTH},   {"sept", ENT_ABBREVIATION_MONTH},
    {"sgt", ENT_ABBREVIATION_TITLE},   {"sgts", ENT_ABBREVIATION_TITLE},
    {"spec", ENT_ABBREVIATION},        {"sr", ENT_ABBREVIATION},
    {"st", ENT_ABBREVIATION_TITLE},    {"sts", ENT_ABBREVIATION_TITLE},
    {"sun", ENT_ABBREVIATION_DAY},     {"supt", ENT_ABBREVIATION_TITLE},
    {"tel", ENT_ABBREVIATION_NUMBER},  {"tenn", ENT_ABBREVIATION_PLACE},
    {"tex", ENT_ABBREVIATION_PLACE},   {"thu", ENT_ABBREVIATION_DAY},
    {"thur", ENT_ABBREVIATION_DAY},    {"thurs", ENT_ABBREVIATION_DAY},
    {"tue", ENT_ABBREVIATION_DAY},     {"tues", ENT_ABBREVIATION_DAY},
    {"univ", ENT_ABBREVIATION},        {"v", ENT_ABBREVIATION_TITLE},
    {"va", ENT_ABBREVIATION_PLACE},    {"viz", ENT_ABBREVIATION_TITLE},
    {"vol", ENT_ABBREVIATION_NUMBER},  {"vs", ENT_ABBREVIATION_TITLE},
    {"vt", ENT_ABBREVIATION_PLACE},    {"wash", ENT_ABBREVIATION_PLACE},
    {"wed", ENT_ABBREVIATION_DAY},     {"wis", ENT_ABBREVIATION_PLACE},
    {"wyo", ENT_ABBREVIATION_PLACE},   {"yrs", ENT_ABBREVIATION},
};

/* Sorted by strcmp. */
static const char *const OPENERS[] = {
    "A",       "According", "After",   "All",       "Also",    "Although", "Among", "An",
    "And",     "Another",   "As",      "At",        "Because", "Before",   "Both",  "But",
    "By",      "Despite",   "During",  "Each",      "Earlier", "Even",     "Every", "Few",
    "For",     "From",      "Given",   "He",        "Her",     "Here",     "His",   "How",
    "However", "I",         "If",      "In",        "Instead", "Is",       "It",    "Its",
    "Last",    "Later",     "Many",    "Meanwhile", "More",    "Most",     "Much",  "My",
    "Neither", "No",        "Nor",     "Not",       "Nothing", "Now",      "Of",    "On",
    "Once",    "One",       "Only",    "Or",        "Other",   "Others",   "Our",   "Over",
    "People",  "Perhaps",   "Several", "She",       "Since",   "So",       "Some",  "Still",
    "Such",    "That",      "The",     "Their",     "Then",    "There",    "These", "They",
    "This",    "Those",     "Though",  "Through",   "Thus",    "To",       "Today", "Two",
    "Under",   "Until",     "We",      "Well",      "What",    "When",     "Where", "Whether",
    "Which",   "While",     "Who",     "Why",       "With",    "Without",  "Yes",   "Yet",
    "You",     "Your",
};

ent_abbreviation ent_abbreviation_of(const char *word, size_t length) {
    char lower[2 * WORD_MAX + 1];
    if (length == 0 || length > WORD_MAX) return ENT_NO_ABBREVIATION;
    ent_utf8_lower(word, length, lower);
    size_t low = 0, high = sizeof ABBREVIATIONS / sizeof *ABBREVIATIONS;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(lower, ABBREVIATIONS[middle].word);
        if (order == 0) return ABBREVIATIONS[middle].kind;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return ENT_NO_ABBREVIATION;
}

bool ent_is_opener(const char *word, size_t length) {
    size_t low = 0, high = sizeof OPENERS / sizeof *OPENERS;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strncmp(word, OPENERS[middle], length);
        if (order == 0) order = OPENERS[middle][length] == '\0' ? 0 : -1;
        if (order == 0) return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

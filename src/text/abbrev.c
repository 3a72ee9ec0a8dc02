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
    {"a.m", ENT_ABBREVIATION},         {"adm", ENT_ABBREVIATION_TITLE},
    {"al", ENT_ABBREVIATION},          {"amb", ENT_ABBREVIATION_TITLE},
    {"approx", ENT_ABBREVIATION},      {"apr", ENT_ABBREVIATION_MONTH},
    {"art", ENT_ABBREVIATION_NUMBER},  {"asst", ENT_ABBREVIATION_TITLE},
    {"atty", ENT_ABBREVIATION_TITLE},  {"aug", ENT_ABBREVIATION_MONTH},
    {"ave", ENT_ABBREVIATION},         {"b.c", ENT_ABBREVIATION},
    {"bldg", ENT_ABBREVIATION},        {"blvd", ENT_ABBREVIATION},
    {"brig", ENT_ABBREVIATION_TITLE},  {"bros", ENT_ABBREVIATION},
    {"capt", ENT_ABBREVIATION_TITLE},  {"cf", ENT_ABBREVIATION},
    {"ch", ENT_ABBREVIATION_NUMBER},   {"cmdr", ENT_ABBREVIATION_TITLE},
    {"co", ENT_ABBREVIATION},          {"col", ENT_ABBREVIATION_TITLE},
    {"comdr", ENT_ABBREVIATION_TITLE}, {"corp", ENT_ABBREVIATION},
    {"cpl", ENT_ABBREVIATION_TITLE},   {"dec", ENT_ABBREVIATION_MONTH},
    {"dept", ENT_ABBREVIATION},        {"dr", ENT_ABBREVIATION_TITLE},
    {"e.g", ENT_ABBREVIATION_TITLE},   {"ed", ENT_ABBREVIATION},
    {"eds", ENT_ABBREVIATION},         {"est", ENT_ABBREVIATION},
    {"etc", ENT_ABBREVIATION},         {"feb", ENT_ABBREVIATION_MONTH},
    {"fig", ENT_ABBREVIATION_NUMBER},  {"fr", ENT_ABBREVIATION_TITLE},
    {"ft", ENT_ABBREVIATION},          {"gen", ENT_ABBREVIATION_TITLE},
    {"gens", ENT_ABBREVIATION_TITLE},  {"gov", ENT_ABBREVIATION_TITLE},
    {"govs", ENT_ABBREVIATION_TITLE},  {"hon", ENT_ABBREVIATION_TITLE},
    {"i.e", ENT_ABBREVIATION_TITLE},   {"inc", ENT_ABBREVIATION},
    {"insp", ENT_ABBREVIATION_TITLE},  {"jan", ENT_ABBREVIATION_MONTH},
    {"jr", ENT_ABBREVIATION},          {"jul", ENT_ABBREVIATION_MONTH},
    {"jun", ENT_ABBREVIATION_MONTH},   {"lt", ENT_ABBREVIATION_TITLE},
    {"ltd", ENT_ABBREVIATION},         {"maj", ENT_ABBREVIATION_TITLE},
    {"mar", ENT_ABBREVIATION_MONTH},   {"messrs", ENT_ABBREVIATION_TITLE},
    {"mgr", ENT_ABBREVIATION_TITLE},   {"mr", ENT_ABBREVIATION_TITLE},
    {"mrs", ENT_ABBREVIATION_TITLE},   {"ms", ENT_ABBREVIATION_TITLE},
    {"msgr", ENT_ABBREVIATION_TITLE},  {"mt", ENT_ABBREVIATION_TITLE},
    {"no", ENT_ABBREVIATION_NUMBER},   {"nos", ENT_ABBREVIATION_NUMBER},
    {"nov", ENT_ABBREVIATION_MONTH},   {"oct", ENT_ABBREVIATION_MONTH},
    {"op", ENT_ABBREVIATION_NUMBER},   {"p.m", ENT_ABBREVIATION},
    {"para", ENT_ABBREVIATION_NUMBER}, {"ph.d", ENT_ABBREVIATION},
    {"pp", ENT_ABBREVIATION_NUMBER},   {"pres", ENT_ABBREVIATION_TITLE},
    {"prof", ENT_ABBREVIATION_TITLE},  {"pvt", ENT_ABBREVIATION_TITLE},
    {"rep", ENT_ABBREVIATION_TITLE},   {"reps", ENT_ABBREVIATION_TITLE},
    {"rev", ENT_ABBREVIATION_TITLE},   {"sen", ENT_ABBREVIATION_TITLE},
    {"sens", ENT_ABBREVIATION_TITLE},  {"sep", ENT_ABBREVIATION_MONTH},
    {"sept", ENT_ABBREVIATION_MONTH},  {"sgt", ENT_ABBREVIATION_TITLE},
    {"sr", ENT_ABBREVIATION},          {"st", ENT_ABBREVIATION_TITLE},
    {"supt", ENT_ABBREVIATION_TITLE},  {"tel", ENT_ABBREVIATION_NUMBER},
    {"univ", ENT_ABBREVIATION},        {"v", ENT_ABBREVIATION_TITLE},
    {"viz", ENT_ABBREVIATION_TITLE},   {"vol", ENT_ABBREVIATION_NUMBER},
    {"vs", ENT_ABBREVIATION_TITLE},
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

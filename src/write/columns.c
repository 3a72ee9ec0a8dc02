/* columns.c - what the attributes of graphs made elsewhere mean (see columns.h). */
#include "write/columns.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_MAX = 32 };

/* Names as squeeze() leaves them, the best first. */
static const struct column_names {
    ent_column column;
    bool edge;
    const char *names;
} columns[] = {
    {ENT_COLUMN_LABEL, false, "label name displayname title nodelabel sharedname fullname"},
    {ENT_COLUMN_ID, false, "id"},
    {ENT_COLUMN_TYPE, false, "type entitytype nodetype kind category class labels"},
    {ENT_COLUMN_ISO3, false, "iso3 iso"},
    {ENT_COLUMN_ROLE, false, "role office position"},
    {ENT_COLUMN_COUNTRY, false, "country nationality"},
    {ENT_COLUMN_ALIASES, false, "aliases alias aka alsoknownas"},
    {ENT_COLUMN_DECISIONS, false, "identity"},
    {ENT_COLUMN_SIGHTINGS, false, "sightings"},
    {ENT_COLUMN_RELATION, true,
     "relation interaction relationship predicate label edgelabel type edgetype kind "
     "sharedinteraction title name"},
    {ENT_COLUMN_ROOT, true, "root"},
    {ENT_COLUMN_SIGN, true, "sign polarity valence"},
    {ENT_COLUMN_STATUS, true, "status"},
    {ENT_COLUMN_SYMMETRIC, true, "symmetric"},
    {ENT_COLUMN_WEIGHT, true, "weight edgeweight strength count value"},
    {ENT_COLUMN_DATE, true, "firstdate date startdate start time timestamp year"},
    {ENT_COLUMN_CONFIDENCE, true, "confidence"},
    {ENT_COLUMN_SPEAKER, true, "speaker"},
    {ENT_COLUMN_EVIDENCE, true, "evidence sentence quote text description"},
    {ENT_COLUMN_DOC, true, "sourcedoc document doc url reference"},
    {ENT_COLUMN_REPORTS, true, "reports"},
};

static const struct meaning {
    int value;
    const char *words;
} types[] =
    {
        {ENT_PERSON, "person people human individual politician leader character"},
        {ENT_ORGANIZATION,
         "organization organisation org company corporation firm business party institution agency "
         "ministry government army media ngo igo"},
        {ENT_COUNTRY, "country state nation nationstate"},
        {ENT_PLACE, "place location city town region"},
        {ENT_GROUP, "group faction movement crowd"},
},
  relations[] =
      {
          {ENT_ACT_CONSULT,
           "meets visits hosts calls talkswith negotiateswith mediates meeting visit talks"},
          {ENT_ACT_AGREE, "agreeswith promises offers agreement agree"},
          {ENT_ACT_SUPPORT,
           "alignswith supports praises endorses recognises signswith support ally allies allied "
           "alliedwith alliance friend friends friendof friendship positive"},
          {ENT_ACT_CONCEDE, "concedesto apologisesto eases"},
          {ENT_ACT_COOPERATE,
           "cooperateswith tradeswith trainswith extraditesto cooperation trade cooperates"},
          {ENT_ACT_AID, "aids arms funds shelters aid"},
          {ENT_ACT_RETREAT, "withdrawsfrom releases ceasesfirewith surrendersto resignsfrom"},
          {ENT_ACT_REQUEST, "demandsfrom urges asks demand request"},
          {ENT_ACT_ACCUSE, "criticises criticizes accuses blames sues investigates accusation"},
          {ENT_ACT_REJECT,
           "opposes rejects refuses votesagainst disagreeswith oppose opposition rival rivals "
           "rivalry "
           "enemy enemies enemyof foe foes hostile negative"},
          {ENT_ACT_THREATEN, "threatens warns threat"},
          {ENT_ACT_PROTEST, "protestsagainst strikesagainst boycotts protest"},
          {ENT_ACT_SANCTION, "sanctions cutstieswith suspendsaidto expels convicts sanction"},
          {ENT_ACT_MOBILIZE, "mobilisesagainst mobilizesagainst deploysto"},
          {ENT_ACT_COERCE, "arrests seizes bans deports censors hacks"},
          {ENT_ACT_ASSAULT, "attacks kills bombs fights abducts attack war conflict"},
          {ENT_ACT_LINK, "leads represents memberof partof locatedin kinof"},
},
  signs[] = {
      {ENT_ACT_SUPPORT, "positive pos plus friend friendly ally cooperative cooperation"},
      {ENT_ACT_REJECT, "negative neg minus foe enemy hostile conflict"},
      {ENT_ACT_LINK, "neutral none"},
};

/* "Edge Label", "edge_label" and "edgeLabel" are "edgelabel". */
static void squeeze(const char *name, char word[WORD_MAX]) {
    size_t length = 0;
    for (; *name && length < WORD_MAX - 1; name++) {
        char c = *name;
        if (c >= 'A' && c <= 'Z') c = (char)(c + 'a' - 'A');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80)) word[length++] = c;
    }
    word[*name ? 0 : length] = '\0';
}

/* Where word stands in a list parted by blanks, from 1; 0: nowhere. */
static unsigned char place_in(const char *list, const char *word) {
    size_t length = strlen(word);
    for (unsigned char place = 1; *list; place++) {
        size_t size = strcspn(list, " ");
        if (size == length && memcmp(list, word, size) == 0) return place;
        list += size + (list[size] == ' ');
    }
    return 0;
}

ent_column ent_column_named(const char *name, bool edge, unsigned char *rank) {
    char word[WORD_MAX];
    squeeze(name, word);
    for (size_t i = 0; *word && i < sizeof columns / sizeof *columns; i++)
        if (columns[i].edge == edge && (*rank = place_in(columns[i].names, word)))
            return columns[i].column;
    return ENT_COLUMN_NONE;
}

static int meant(const struct meaning *meanings, size_t count, const char *text) {
    char word[WORD_MAX];
    squeeze(text, word);
    for (size_t i = 0; *word && i < count; i++)
        if (place_in(meanings[i].words, word)) return meanings[i].value;
    return -1;
}

/* Neo4j has several, ":Person:Politician": the first that is known. */
int ent_type_meant(const char *word) {
    while (*word) {
        char one[WORD_MAX] = "";
        word += strspn(word, ": ,;|");
        size_t size = strcspn(word, ":,;|");
        if (size < sizeof one) memcpy(one, word, size), one[size] = '\0';
        int type = meant(types, sizeof types / sizeof *types, one);
        if (type >= 0) return type;
        word += size;
    }
    return -1;
}

int ent_root_meant(const char *relation) {
    return meant(relations, sizeof relations / sizeof *relations, relation);
}

int ent_root_of_sign(const char *sign) {
    double number;
    if (strcmp(sign, "+") == 0) return ENT_ACT_SUPPORT;
    if (strcmp(sign, "-") == 0) return ENT_ACT_REJECT;
    if (!ent_parse_number(sign, &number)) return meant(signs, sizeof signs / sizeof *signs, sign);
    return number > 0 ? ENT_ACT_SUPPORT : number < 0 ? ENT_ACT_REJECT : ENT_ACT_LINK;
}

bool ent_parse_number(const char *text, double *number) {
    char copy[64], *end;
    text += strspn(text, " \t\r\n");
    size_t length = strspn(text, "+-.0123456789eE");
    if (length == 0 || length >= sizeof copy || text[length + strspn(text + length, " \t\r\n")])
        return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    *number = strtod(copy, &end);
    char *point = strchr(copy, '.');
    if (*end && point) { /* a library's user may have set a locale */
        *point = ',';
        *number = strtod(copy, &end);
    }
    return *end == '\0' && isfinite(*number);
}

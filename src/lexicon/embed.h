/* embed.h - the knowledge files as compiled in (see embed.S). Read them with base/table.h. */
#ifndef ENTENTE_LEXICON_EMBED_H
#define ENTENTE_LEXICON_EMBED_H

#define ENT_EMBEDDED(name) extern const char ent_lexicon_##name[], ent_lexicon_##name##_end[];

ENT_EMBEDDED(countries)
ENT_EMBEDDED(seats)
ENT_EMBEDDED(places)
ENT_EMBEDDED(persons)
ENT_EMBEDDED(organizations)
ENT_EMBEDDED(titles)
ENT_EMBEDDED(groups)
ENT_EMBEDDED(firstnames)
ENT_EMBEDDED(frames)
ENT_EMBEDDED(operators)
ENT_EMBEDDED(verbs)
ENT_EMBEDDED(peoples)
ENT_EMBEDDED(spellings)
ENT_EMBEDDED(senses)
ENT_EMBEDDED(familynames)
ENT_EMBEDDED(heads)

#undef ENT_EMBEDDED

#endif

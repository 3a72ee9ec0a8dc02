/* embed.S - puts the knowledge files into the library as they are. EMBED(name, file) gives the symbols
 * ent_lexicon_<name> and ent_lexicon_<name>_end; embed.h declares them. */
    .section .note.GNU-stack,"",%progbits
    .section .rodata
.macro EMBED name file
    .global ent_lexicon_\name
    .global ent_lexicon_\name\()_end
    .balign 16
ent_lexicon_\name:
    .incbin "\file"
ent_lexicon_\name\()_end:
    .byte 0
.endm
    EMBED countries "src/lexicon/countries.tsv"
    EMBED seats "src/lexicon/seats.tsv"
    EMBED places "src/lexicon/places.tsv"
    EMBED persons "src/lexicon/persons.tsv"
    EMBED organizations "src/lexicon/organizations.tsv"
    EMBED titles "src/lexicon/titles.tsv"
    EMBED groups "src/lexicon/groups.tsv"
    EMBED firstnames "src/lexicon/firstnames.tsv"
    EMBED frames "src/lexicon/frames.tsv"
    EMBED operators "src/lexicon/operators.tsv"
    EMBED heads "src/lexicon/heads.tsv"
    EMBED familynames "src/lexicon/familynames.tsv"
    EMBED senses "src/lexicon/senses.tsv"
    EMBED spellings "src/lexicon/spellings.tsv"
    EMBED peoples "src/lexicon/peoples.tsv"
    EMBED verbs "src/lexicon/verbs.tsv"

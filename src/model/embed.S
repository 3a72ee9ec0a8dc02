/* embed.S - puts the trained models into the library as they are. EMBED name gives the symbols
 * ent_model_<name> and ent_model_<name>_end; embed.h declares them. */
    .section .note.GNU-stack,"",%progbits
    .section .rodata
.macro EMBED name
    .global ent_model_\name
    .global ent_model_\name\()_end
    .balign 64
ent_model_\name:
    .incbin "src/model/\name\().bin"
ent_model_\name\()_end:
    .byte 0
.endm
    EMBED classes
    EMBED tagger
    EMBED lemma
    EMBED parser
    EMBED ner
    EMBED sentences
    EMBED acts

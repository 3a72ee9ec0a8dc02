/* embed.S - puts the page into the library. scripts/build-page makes the pieces in a folder that the compiler is
 * given with -I; embed.h declares the symbols. */
    .section .note.GNU-stack,"",%progbits
    .section .rodata
.macro EMBED name file
    .global ent_page_\name
    .global ent_page_\name\()_end
    .balign 16
ent_page_\name:
    .incbin "\file"
ent_page_\name\()_end:
    .byte 0
.endm
    EMBED top "top"
    EMBED bottom "bottom"
    EMBED library_name "library"

/* fonts.c - can this machine draw all names? Fontconfig, which Graphviz draws with, is asked for a
 * font that has a letter of each script, or an emoji, that not every font has. */
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/utf8.h"
#include "write/formats.h"

enum {
    COMMON = 0x0530, /* Latin, Greek and Cyrillic end here, which every font has */
    BLOCK = 8,       /* bits: what is in one block of 256 code points is taken to be one script */
    ASKED_MAX = 16
};

/* Is there a font with this letter? If nobody can tell, yes. */
static bool has_font(uint32_t rune) {
    char command[64], line[16];
    snprintf(command, sizeof command, "fc-list :charset=%x family 2>/dev/null", (unsigned)rune);
    FILE *answer = popen(command, "r");
    if (!answer) return true;
    bool any = fgets(line, sizeof line, answer) != NULL;
    int state = pclose(answer);
    return any || !WIFEXITED(state) || WEXITSTATUS(state) != 0;
}

/* Is the rune of a script that has not been asked for? */
static bool is_new(uint32_t rune, uint32_t *asked, size_t *count) {
    bool picture = rune >= 0x1F300 && rune < 0x1FB00; /* emoji */
    if (rune < COMMON || *count == ASKED_MAX || (!ent_rune_is_alpha(rune) && !picture))
        return false;
    for (size_t i = 0; i < *count; i++)
        if (asked[i] >> BLOCK == rune >> BLOCK) return false;
    asked[(*count)++] = rune;
    return true;
}

const ent_node *ent_write_unfonted(const ent_graph *graph) {
    uint32_t asked[ASKED_MAX], rune;
    size_t count = 0;
    for (size_t i = 0; i < ent_graph_node_count(graph); i++) {
        const ent_node *node = ent_graph_node(graph, i);
        size_t length = strlen(node->label);
        for (size_t at = 0; at < length;) {
            at += ent_utf8_decode(node->label + at, length - at, &rune);
            if (is_new(rune, asked, &count) && !has_font(rune)) return node;
        }
    }
    return NULL;
}

/* embed.h - the page as compiled in (see embed.S and scripts/build-page). */
#ifndef ENTENTE_WRITE_PAGE_EMBED_H
#define ENTENTE_WRITE_PAGE_EMBED_H

extern const char ent_page_top[], ent_page_top_end[]; /* up to the graph; empty: built without */
extern const char ent_page_bottom[], ent_page_bottom_end[]; /* from behind the graph */
extern const char ent_page_library_name[]; /* "Cytoscape.js 3.34.4 (MIT)", NUL-terminated */

#endif

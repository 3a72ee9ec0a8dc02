/* progress.h - a line on the terminal that says how far a long run is. */
#ifndef ENTENTE_CLI_PROGRESS_H
#define ENTENTE_CLI_PROGRESS_H

#include <time.h>

#include "cli/cli.h"

typedef struct cli_progress {
    bool shown;           /* standard error is a terminal, and --quiet is not given */
    uint64_t total, done; /* bytes of all inputs, 0 if not known; of those read to the end */
    size_t documents, words;
    int width; /* of the line that stands on the terminal */
    struct timespec start, last;
} cli_progress;

void cli_progress_start(cli_progress *progress, const cli_options *options, char *const *inputs,
                        size_t count);
/* One more document is done; taken bytes of the present input have been read. */
void cli_progress_tell(cli_progress *progress, const ent_text *text, uint64_t taken);
/* The present input is at its end. */
void cli_progress_next(cli_progress *progress, uint64_t taken);
/* Clear the line, for a message or at the end. */
void cli_progress_hide(cli_progress *progress);

#endif

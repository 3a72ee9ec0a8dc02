/* progress.c - documents, words a second, and the time left by the bytes still to be read. */
#include "cli/progress.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A run that is done in a moment shows nothing. */
static const double FIRST_AFTER = 1, EVERY = 0.25;

static double seconds_since(const struct timespec *then, const struct timespec *now) {
    return (double)(now->tv_sec - then->tv_sec) + (double)(now->tv_nsec - then->tv_nsec) * 1e-9;
}

/* The bytes of all inputs; 0 if one is no file. */
static uint64_t size_of(char *const *inputs, size_t count) {
    uint64_t total = 0;
    for (size_t i = 0; i < count; i++) {
        struct stat info = {0};
        if (strcmp(inputs[i], "-") == 0) return 0;
        if (stat(inputs[i], &info) < 0) continue; /* it will be complained of */
        if (!S_ISREG(info.st_mode)) return 0;
        total += (uint64_t)info.st_size;
    }
    return total;
}

void cli_progress_start(cli_progress *p, const cli_options *options, char *const *inputs,
                        size_t count) {
    *p = (cli_progress){.shown = !options->quiet && isatty(STDERR_FILENO)};
    if (!p->shown) return;
    p->total = size_of(inputs, count);
    clock_gettime(CLOCK_MONOTONIC, &p->start);
    p->last = p->start;
}

static void print(cli_progress *p, double elapsed, uint64_t done) {
    char line[128];
    int width = snprintf(line, sizeof line, "%zu document%s, %.0f words/s", p->documents,
                         p->documents == 1 ? "" : "s", (double)p->words / elapsed);
    if (p->total && done) {
        double rest = done < p->total ? (double)(p->total - done) / (double)done : 0;
        long left = (long)(elapsed * rest + 0.5);
        width += snprintf(line + width, sizeof line - (size_t)width, ", %.0f %%, %ld:%02ld left",
                          100 * (double)done / (double)p->total, left / 60, left % 60);
    }
    fprintf(stderr, "\r%-*s", p->width, line);
    fflush(stderr);
    p->width = width;
}

void cli_progress_tell(cli_progress *p, const ent_text *text, uint64_t taken) {
    struct timespec now;
    if (!p->shown) return;
    p->documents++;
    p->words += text->token_count;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double elapsed = seconds_since(&p->start, &now);
    if (elapsed < FIRST_AFTER || seconds_since(&p->last, &now) < EVERY) return;
    p->last = now;
    print(p, elapsed, p->done + taken);
}

void cli_progress_next(cli_progress *p, uint64_t taken) {
    p->done += taken;
}

void cli_progress_hide(cli_progress *p) {
    if (p->width) fprintf(stderr, "\r%*s\r", p->width, "");
    p->width = 0;
}

/* draw.c - pictures through Graphviz: a child process that reads DOT, with a time limit. In one's
 * own process Graphviz leaks and could not be stopped. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "write/formats.h"
#include "write/sheet.h"

enum { DRAW_SECONDS = 120, COMPLAINT_MAX = 160 };

/* A running Graphviz: what it draws is read from `picture`, what it complains of is in
 * `complaints`. */
typedef struct artist {
    pid_t process;
    FILE *dot, *picture, *complaints;
} artist;

static void dismiss(artist *a) {
    if (a->dot) fclose(a->dot);
    if (a->picture) fclose(a->picture);
    if (a->complaints) fclose(a->complaints);
}

static void run_graphviz(const artist *a, int picture, const char *kind, bool dense) {
    char option[16] = "-T";
    strncat(option, kind, sizeof option - 3);
    alarm(DRAW_SECONDS); /* outlives exec */
    dup2(fileno(a->dot), 0);
    dup2(picture, 1);
    dup2(fileno(a->complaints), 2);
    signal(SIGPIPE, SIG_DFL);
    /* as pixels a small picture needs more of them for its type to be sharp */
    if (strcmp(kind, "png") == 0)
        execlp("dot", "dot", option, dense ? "-Gdpi=96" : "-Gdpi=144", (char *)NULL);
    else
        execlp("dot", "dot", option, (char *)NULL);
    _exit(127);
}

/* Start Graphviz on the sheet. */
static ent_status hire(artist *a, const ent_sheet *sheet, const char *kind, const char *path,
                       ent_error *error) {
    int ends[2];
    *a = (artist){.process = -1, .dot = tmpfile(), .complaints = tmpfile()};
    if (!a->dot || !a->complaints)
        return ent_fail(error, ENT_OUTPUT, path, 0, "cannot make a temporary file: %s",
                        strerror(errno));
    ent_print_sheet(sheet, a->dot);
    if (fflush(a->dot) || fseek(a->dot, 0, SEEK_SET) || pipe(ends))
        return ent_fail(error, ENT_OUTPUT, path, 0, "cannot run Graphviz: %s", strerror(errno));
    a->process = fork();
    if (a->process == 0) {
        close(ends[0]);
        run_graphviz(a, ends[1], kind, sheet->view == ENT_VIEW_CROWD);
    }
    close(ends[1]);
    a->picture = fdopen(ends[0], "rb");
    if (!a->picture) close(ends[0]);
    if (a->process < 0 || !a->picture)
        return ent_fail(error, ENT_OUTPUT, path, 0, "cannot run Graphviz: %s", strerror(errno));
    return ENT_OK;
}

/* Why there is no picture. */
static ent_status explain(const artist *a, int state, const char *path, ent_error *error) {
    char complaint[COMPLAINT_MAX] = "";
    rewind(a->complaints);
    if (fgets(complaint, sizeof complaint, a->complaints)) complaint[strcspn(complaint, "\n")] = 0;
    if (WIFEXITED(state) && WEXITSTATUS(state) == 127)
        return ent_fail(
            error, ENT_OUTPUT, path, 0,
            "Graphviz draws pictures and is not installed: apt-get install graphviz, or "
            "write .dot or .graphml");
    if (WIFSIGNALED(state) && WTERMSIG(state) == SIGALRM)
        return ent_fail(error, ENT_OUTPUT, path, 0,
                        "Graphviz was not done after %d seconds: draw less with --top or "
                        "--min-weight, or write .dot or .graphml",
                        DRAW_SECONDS);
    return ent_fail(error, ENT_OUTPUT, path, 0,
                    "Graphviz could not draw this graph, write .dot instead%s%s",
                    *complaint ? ": " : "", complaint);
}

/* ---- SVG as browsers want it ---- */

static bool begins(const char *line, const char *with) {
    return strncmp(line, with, strlen(with)) == 0;
}

/* Graphviz titles each shape with its id and puts the tooltip in an attribute that few programs
 * read aloud: the tooltip becomes the title. Comments go. */
static void copy_svg_line(const char *line, bool *in_shape, FILE *out) {
    const char *link = strstr(line, "<a "), *end = NULL, *close = NULL;
    const char *tooltip = link ? strstr(link, " xlink:title=\"") : NULL;
    if (begins(line, "<!-- ") && strstr(line, " -->\n")) return;
    if (begins(line, "<g id=")) *in_shape = strstr(line, "class=\"graph\"") == NULL;
    if (*in_shape && begins(line, "<title>")) return;
    if (tooltip) end = strchr(tooltip += 14, '"');
    if (end) close = strchr(end, '>'); /* other attributes may come before it */
    if (!close) {
        fputs(line, out);
        return;
    }
    fprintf(out, "%.*s%.*s><title>%.*s</title>%s", (int)(tooltip - 14 - line), line,
            (int)(close - end - 1), end + 1, (int)(end - tooltip), tooltip, close + 1);
}

static ent_status copy_svg(FILE *in, FILE *out, ent_sheet *sheet, ent_error *error) {
    char *line = NULL;
    size_t room = 0;
    bool in_shape = false;
    (void)sheet;
    while (getline(&line, &room, in) >= 0) copy_svg_line(line, &in_shape, out);
    free(line);
    return feof(in) && !ferror(in) ? ENT_OK
                                   : ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
}

static ent_status copy_bytes(FILE *in, FILE *out, ent_sheet *sheet, ent_error *error) {
    char buffer[65536];
    (void)sheet;
    for (size_t got; (got = fread(buffer, 1, sizeof buffer, in)) > 0;) fwrite(buffer, 1, got, out);
    return !ferror(in) ? ENT_OK
                       : ent_fail(error, ENT_OUTPUT, NULL, 0, "cannot read what Graphviz answered");
}

static ent_status place(FILE *in, FILE *out, ent_sheet *sheet, ent_error *error) {
    (void)out;
    return ent_sheet_place(sheet, in, error);
}

/* Let Graphviz make of the sheet what `kind` says and hand it to copy. */
static ent_status draw(ent_sheet *sheet, const char *kind, const char *path, FILE *out,
                       ent_status (*copy)(FILE *in, FILE *out, ent_sheet *sheet, ent_error *error),
                       ent_error *error) {
    artist a;
    int state = -1;
    ent_error mishap;
    ent_status status = hire(&a, sheet, kind, path, error), copied = ENT_OK;
    if (!status) copied = copy(a.picture, out, sheet, &mishap);
    if (a.process > 0) {
        while (a.picture && fgetc(a.picture) != EOF) continue;
        if (waitpid(a.process, &state, 0) < 0 || !WIFEXITED(state) || WEXITSTATUS(state))
            status = status ? status : explain(&a, state, path, error);
    }
    dismiss(&a);
    if (!status && copied) return ent_fail(error, copied, path, 0, "%s", mishap.message);
    return status;
}

ent_status ent_draw(const ent_graph *graph, const char *kind, const char *path, FILE *out,
                    ent_error *error) {
    ent_sheet sheet;
    ent_status status = ENT_OK;
    if (!ent_sheet_make(&sheet, graph))
        status = ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    if (!status && sheet.view == ENT_VIEW_SPREAD)
        status = draw(&sheet, "json0", path, NULL, place, error);
    if (!status)
        status =
            draw(&sheet, kind, path, out, strcmp(kind, "svg") == 0 ? copy_svg : copy_bytes, error);
    ent_sheet_clear(&sheet);
    return status;
}

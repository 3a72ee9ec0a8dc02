/* draw.c - pictures through Graphviz, as a child process with a time limit; and output files whole
 * or not at all. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "write/formats.h"

enum { DRAW_SECONDS = 120 };

ent_status ent_draw(const ent_graph *graph, const char *kind, const char *path, FILE *out,
                    ent_error *error) {
    char option[16] = "-T", buffer[65536];
    int in[2], back[2];
    strncat(option, kind, sizeof option - 3);
    FILE *dot = tmpfile();
    if (!dot)
        return ent_fail(error, ENT_OUTPUT, path, 0, "cannot make a temporary file: %s",
                        strerror(errno));
    ent_status status = ent_print_dot(graph, dot, error);
    if (status) {
        fclose(dot);
        return status;
    }
    if (fflush(dot) || fseek(dot, 0, SEEK_SET) || pipe(back)) {
        fclose(dot);
        return ent_fail(error, ENT_OUTPUT, path, 0, "cannot run Graphviz: %s", strerror(errno));
    }
    in[0] = fileno(dot);
    pid_t child = fork();
    if (child == 0) {
        alarm(DRAW_SECONDS);
        dup2(in[0], 0);
        dup2(back[1], 1);
        close(back[0]);
        execlp("dot", "dot", option, (char *)NULL);
        _exit(127);
    }
    close(back[1]);
    ssize_t got = 0;
    while (child > 0 && (got = read(back[0], buffer, sizeof buffer)) > 0)
        fwrite(buffer, 1, (size_t)got, out);
    close(back[0]);
    fclose(dot);
    int state = -1;
    if (child < 0 || waitpid(child, &state, 0) < 0 || got < 0 || !WIFEXITED(state) ||
        WEXITSTATUS(state) != 0)
        return ent_fail(error, ENT_OUTPUT, path, 0, "%s",
                        WIFEXITED(state) && WEXITSTATUS(state) == 127
                            ? "Graphviz is not installed: apt-get install graphviz"
                            : "Graphviz could not draw this graph: write .dot instead");
    return ENT_OK;
}

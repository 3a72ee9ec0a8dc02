/* file.c - write to PATH.XXXXXX beside the target, sync, rename: readers see the old file or the
 * new one. What is no regular file (a device, a pipe) must stay what it is and is written to. */
#include "base/file.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static ent_status failed(ent_output_file *file, ent_error *error) {
    int reason = errno;
    ent_status status = ent_fail(error, ENT_OUTPUT, file->path ? file->path : "standard output", 0,
                                 "cannot write: %s", strerror(reason));
    ent_output_abort(file);
    return status;
}

/* The mode a new file would have had: mkstemp's 0600 would surprise who shares the folder. */
static mode_t usual_mode(void) {
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* Is there something of this name that a rename would put out of the way? */
static bool is_special(const char *path) {
    struct stat found;
    return stat(path, &found) == 0 && !S_ISREG(found.st_mode) && !S_ISDIR(found.st_mode);
}

/* A file under a name of its own beside the target. */
static FILE *open_temporary(ent_output_file *file) {
    int descriptor = mkstemp(file->temporary);
    if (descriptor < 0) {
        file->temporary[0] = '\0';
        return NULL;
    }
    FILE *stream = fchmod(descriptor, usual_mode()) < 0 ? NULL : fdopen(descriptor, "wb");
    if (!stream) {
        int reason = errno;
        close(descriptor);
        errno = reason;
    }
    return stream;
}

ent_status ent_output_open(ent_output_file *file, const char *path, ent_error *error) {
    *file = (ent_output_file){0};
    if (strcmp(path, "-") == 0) {
        file->stream = stdout;
        return ENT_OK;
    }
    size_t length = strlen(path);
    file->path = malloc(length + 1);
    file->temporary = malloc(length + 8);
    if (!file->path || !file->temporary) {
        free(file->path);
        free(file->temporary);
        *file = (ent_output_file){0};
        return ent_fail(error, ENT_NO_MEMORY, path, 0, "out of memory");
    }
    memcpy(file->path, path, length + 1);
    memcpy(file->temporary, path, length);
    memcpy(file->temporary + length, ".XXXXXX", 8);
    if (is_special(path)) {
        file->temporary[0] = '\0';
        file->stream = fopen(path, "wb");
    } else {
        file->stream = open_temporary(file);
    }
    if (!file->stream) return failed(file, error);
    return ENT_OK;
}

ent_status ent_output_commit(ent_output_file *file, ent_error *error) {
    if (fflush(file->stream) != 0 || ferror(file->stream)) return failed(file, error);
    if (!file->path) return ENT_OK;
    bool renames = file->temporary[0] != '\0';
    if (renames && fsync(fileno(file->stream)) < 0) return failed(file, error);
    FILE *stream = file->stream;
    file->stream = NULL;
    if (fclose(stream) != 0 || (renames && rename(file->temporary, file->path) < 0))
        return failed(file, error);
    file->temporary[0] = '\0';
    ent_output_abort(file);
    return ENT_OK;
}

void ent_output_abort(ent_output_file *file) {
    if (file->stream && file->path) fclose(file->stream);
    if (file->temporary && file->temporary[0]) unlink(file->temporary);
    free(file->path);
    free(file->temporary);
    *file = (ent_output_file){0};
}

/* source.c - bytes from a file, a pipe or memory, by lines or whole, never more than allowed. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "read/reader.h"

enum { BUFFER = 65536, PEEK = 4096 /* bytes that tell the format */ };

static ent_status no_memory(const ent_source *source, ent_error *error) {
    return ent_fail(error, ENT_NO_MEMORY, source->name, 0, "out of memory");
}

static ent_status prepare(ent_source *source, const char *name, ent_error *error) {
    size_t size = strlen(name) + 1;
    source->name = malloc(size);
    if (source->name) memcpy(source->name, name, size);
    source->head = malloc(BUFFER);
    source->head_room = BUFFER;
    if (source->name && source->head) return ENT_OK;
    ent_source_close(source);
    return ent_fail(error, ENT_NO_MEMORY, name, 0, "out of memory");
}

ent_status ent_source_open(ent_source *source, const char *path, ent_error *error) {
    memset(source, 0, sizeof *source);
    bool standard = strcmp(path, "-") == 0;
    ent_status status = prepare(source, standard ? "<stdin>" : path, error);
    if (status) return status;
    source->file = standard ? stdin : fopen(path, "rb");
    if (source->file) return ENT_OK;
    status = ent_fail(error, ENT_INPUT, path, 0, "cannot open: %s", strerror(errno));
    ent_source_close(source);
    return status;
}

ent_status ent_source_open_memory(ent_source *source, const char *name, const char *bytes,
                                  size_t length, ent_error *error) {
    memset(source, 0, sizeof *source);
    source->memory = bytes;
    source->memory_length = length;
    return prepare(source, name, error);
}

void ent_source_close(ent_source *source) {
    if (source->file && source->file != stdin) fclose(source->file);
    free(source->name);
    free(source->head);
    free(source->line);
    memset(source, 0, sizeof *source);
}

/* Up to room bytes from where they come from; 0 at the end. */
static ent_status take(ent_source *source, char *into, size_t room, size_t *got, ent_error *error) {
    if (!source->file) {
        *got = source->memory_length < room ? source->memory_length : room;
        if (*got) memcpy(into, source->memory, *got);
        source->memory += *got;
        source->memory_length -= *got;
        source->taken += *got;
        return ENT_OK;
    }
    ssize_t count;
    do {
        count = read(fileno(source->file), into, room); /* fread would wait for a slow pipe */
    } while (count < 0 && errno == EINTR);
    *got = count > 0 ? (size_t)count : 0;
    if (count < 0) {
        source->ended = true;
        return ent_fail(error, ENT_INPUT, source->name, 0, "cannot read: %s", strerror(errno));
    }
    source->taken += *got;
    return ENT_OK;
}

/* Fill the buffer when it is used up. */
static ent_status refill(ent_source *source, ent_error *error) {
    if (source->head_at < source->head_length) return ENT_OK;
    source->head_at = source->head_length = 0;
    return take(source, source->head, source->head_room, &source->head_length, error);
}

ent_status ent_source_peek(ent_source *source, const char **bytes, size_t *length,
                           ent_error *error) {
    ent_status status = refill(source, error);
    for (size_t more = 1; !status && more > 0 && source->head_length < PEEK;) {
        status = take(source, source->head + source->head_length,
                      source->head_room - source->head_length, &more, error);
        source->head_length += more;
    }
    *bytes = source->head + source->head_at;
    *length = source->head_length - source->head_at;
    return status;
}

static bool append(ent_source *source, size_t length, const char *bytes, size_t count) {
    if (length + count + 1 > source->line_room) {
        size_t room = (length + count + 1) * 2;
        char *line = realloc(source->line, room);
        if (!line) return false;
        source->line = line;
        source->line_room = room;
    }
    if (count) memcpy(source->line + length, bytes, count);
    source->line[length + count] = '\0';
    return true;
}

ent_status ent_source_line(ent_source *source, char **line, size_t *length, ent_error *error) {
    size_t got = 0;
    bool complete = false, any = false;
    if (source->ended) return ENT_END;
    while (!complete) {
        ent_status status = refill(source, error);
        if (status) return status;
        const char *at = source->head + source->head_at;
        size_t left = source->head_length - source->head_at;
        if (left == 0) break;
        const char *feed = memchr(at, '\n', left);
        size_t piece = feed ? (size_t)(feed - at) : left;
        if (got <= ENT_TEXT_MAX && !append(source, got, at, piece)) return no_memory(source, error);
        got += piece;
        source->head_at += piece + (feed != NULL);
        complete = feed != NULL;
        any = true;
    }
    if (!any) {
        source->ended = true;
        return ENT_END;
    }
    source->line_number++;
    if (got > ENT_TEXT_MAX)
        return ent_fail(error, ENT_INPUT, source->name, source->line_number,
                        "line is longer than %zu MB: skipped", ENT_TEXT_MAX >> 20);
    if (got > 0 && source->line[got - 1] == '\r') source->line[--got] = '\0';
    *line = source->line;
    *length = got;
    return ENT_OK;
}

ent_status ent_source_rest(ent_source *source, ent_arena *arena, char **bytes, size_t *length,
                           ent_error *error) {
    size_t got = 0;
    for (;;) {
        ent_status status = refill(source, error);
        if (status) return status;
        size_t left = source->head_length - source->head_at;
        if (left == 0) break;
        if (got + left > ENT_TEXT_MAX) {
            source->ended = true;
            return ent_fail(error, ENT_INPUT, source->name, 0,
                            "longer than %zu MB: split it, or give it as JSON Lines",
                            ENT_TEXT_MAX >> 20);
        }
        if (!append(source, got, source->head + source->head_at, left))
            return no_memory(source, error);
        got += left;
        source->head_at = source->head_length;
    }
    source->ended = true;
    *bytes = ent_arena_copy(arena, got ? source->line : "", got);
    *length = got;
    free(source->line);
    source->line = NULL;
    source->line_room = 0;
    return *bytes ? ENT_OK : no_memory(source, error);
}

/* fuzz.h - what the fuzz targets share. Each is one file with LLVMFuzzerTestOneInput (libFuzzer).
 */
#ifndef ENTENTE_TESTS_FUZZ_H
#define ENTENTE_TESTS_FUZZ_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "entente/entente.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The engine, made once. */
static inline const ent_engine *fuzz_engine(void) {
    static ent_engine engine;
    ent_error error;
    if (!engine.analyser && ent_engine_init(&engine, NULL, NULL, NULL, &error)) abort();
    return &engine;
}

/* The bytes as a file, for functions that open one; its name is valid until the next call. */
static inline const char *fuzz_file(const uint8_t *data, size_t size) {
    static char path[64];
    static FILE *file;
    if (!file) {
        snprintf(path, sizeof path, "/tmp/entente-fuzz-XXXXXX");
        int descriptor = mkstemp(path);
        if (descriptor < 0) abort();
        unlink(path); /* it goes when the process ends */
        file = fdopen(descriptor, "w+b");
        if (!file) abort();
        snprintf(path, sizeof path, "/dev/fd/%d", descriptor);
    }
    rewind(file);
    if (ftruncate(fileno(file), 0) || fwrite(data, 1, size, file) != size || fflush(file)) abort();
    return path;
}

#endif

/* run.c - many documents through the engine, on several threads, with results in input order.
 *
 * A ring of jobs: the calling thread reads documents into free jobs and consumes finished ones in
 * order; workers take the oldest waiting job. The ring bounds memory. With one job no thread is
 * made. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "cli/cli.h"
#include "cli/progress.h"

enum { JOBS_PER_WORKER = 4 };

typedef enum stage { FREE, WAITING, RUNNING, FINISHED } stage;

typedef struct job {
    stage stage;
    ent_arena arena;
    ent_document document;
    ent_extraction extraction;
    ent_status status;
    ent_error error;
} job;

typedef struct ring {
    const ent_engine *engine;
    cli_depth depth;
    job *jobs;
    size_t size;
    size_t read, taken, consumed; /* counts of jobs; index is modulo size */
    bool closed;
    pthread_mutex_t lock;
    pthread_cond_t waiting, finished;
} ring;

typedef struct run {
    const cli_options *options;
    ring *ring;
    ent_map names; /* base name of an input -> how many inputs have it */
    ent_status (*consume)(void *context, const ent_extraction *extraction, ent_error *error);
    void *context;
    ent_reader *reader; /* of the present input, or NULL */
    cli_progress progress;
    bool input_failed;
    int code; /* EXIT_DONE until consume fails */
} run;

/* Say what went wrong; not over the line that tells how far the run is. */
static void complain(run *run, const ent_error *error) {
    cli_progress_hide(&run->progress);
    cli_complain(error);
}

static void work_on(const ring *ring, job *job) {
    job->status =
        ring->depth == CLI_EXTRACT
            ? ent_extract(ring->engine, &job->document, &job->arena, &job->extraction, &job->error)
            : ent_understand(ring->engine, &job->document, &job->arena, &job->extraction,
                             &job->error);
}

static void *worker(void *argument) {
    ring *ring = argument;
    pthread_mutex_lock(&ring->lock);
    for (;;) {
        while (ring->taken == ring->read && !ring->closed)
            pthread_cond_wait(&ring->waiting, &ring->lock);
        if (ring->taken == ring->read) break;
        job *job = &ring->jobs[ring->taken++ % ring->size];
        job->stage = RUNNING;
        pthread_mutex_unlock(&ring->lock);
        work_on(ring, job);
        pthread_mutex_lock(&ring->lock);
        job->stage = FINISHED;
        pthread_cond_signal(&ring->finished);
    }
    pthread_mutex_unlock(&ring->lock);
    return NULL;
}

static void consume(run *run, job *job) {
    if (run->code == EXIT_DONE && job->status == ENT_INPUT) {
        complain(run, &job->error);
        run->input_failed = true;
    } else if (run->code == EXIT_DONE) {
        if (!job->status) job->status = run->consume(run->context, &job->extraction, &job->error);
        if (job->status) {
            complain(run, &job->error);
            run->code = cli_exit(job->status);
        } else {
            cli_progress_tell(&run->progress, &job->extraction.text,
                              run->reader ? ent_reader_taken(run->reader) : 0);
        }
    }
    ent_arena_reset(&job->arena);
}

/* Consume the oldest job once it is finished; false if there is none. */
static bool consume_oldest(run *run) {
    ring *ring = run->ring;
    if (ring->consumed == ring->read) return false;
    job *job = &ring->jobs[ring->consumed % ring->size];
    pthread_mutex_lock(&ring->lock);
    while (job->stage != FINISHED) pthread_cond_wait(&ring->finished, &ring->lock);
    job->stage = FREE;
    pthread_mutex_unlock(&ring->lock);
    consume(run, job);
    ring->consumed++;
    return true;
}

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool count_names(run *run, char *const *inputs, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const char *base = base_name(inputs[i]);
        ent_map_slot *slot = ent_map_add(&run->names, base, strlen(base));
        if (!slot) return false;
        slot->value = slot->value == ENT_MAP_NONE ? 1 : slot->value + 1;
    }
    return true;
}

/* Two documents must not share an id, or the graph takes them for one: where several inputs have
 * the same base name, an id made from it is made from the whole path instead. */
static const char *distinct_id(const run *run, const char *path, const char *id, ent_arena *arena) {
    const char *base = base_name(path);
    size_t length = strlen(base);
    if (base == path || ent_map_get(&run->names, base, length) <= 1) return id;
    if (strncmp(id, base, length) != 0 || (id[length] != '\0' && id[length] != '#')) return id;
    return ent_arena_printf(arena, "%s%s", path, id + length);
}

/* Start work on the document just read into job. */
static void submit(run *run, job *job) {
    ring *ring = run->ring;
    if (run->options->date && !job->document.date) job->document.date = run->options->date;
    if (run->options->jobs == 1) {
        work_on(ring, job);
        consume(run, job);
        return;
    }
    pthread_mutex_lock(&ring->lock);
    job->stage = WAITING;
    ring->read++;
    pthread_cond_signal(&ring->waiting);
    pthread_mutex_unlock(&ring->lock);
}

static void run_file(run *run, const char *path) {
    ring *ring = run->ring;
    ent_reader *reader;
    ent_error error;
    ent_status status = ent_reader_open(path, run->options->input_format, &reader, &error);
    if (status) {
        complain(run, &error);
        run->input_failed |= status == ENT_INPUT;
        if (status != ENT_INPUT) run->code = cli_exit(status);
        return;
    }
    run->reader = reader;
    while (run->code == EXIT_DONE) {
        if (ring->read - ring->consumed == ring->size) consume_oldest(run);
        job *job = &ring->jobs[ring->read % ring->size];
        status = ent_reader_next(reader, &job->arena, &job->document, &error);
        if (status == ENT_END) break;
        if (!status) {
            const char *id = distinct_id(run, path, job->document.id, &job->arena);
            if (id) {
                job->document.id = id;
                submit(run, job);
                continue;
            }
            status = ent_fail(&error, ENT_NO_MEMORY, path, 0, "out of memory");
        }
        complain(run, &error);
        ent_arena_reset(&job->arena);
        if (status != ENT_INPUT) {
            run->code = cli_exit(status);
            break;
        }
        run->input_failed = true;
    }
    run->reader = NULL;
    cli_progress_next(&run->progress, ent_reader_taken(reader));
    ent_reader_close(reader);
}

/* Start the workers; as many as the system gives, at least one. */
static size_t start(ring *ring, pthread_t *threads, size_t wanted) {
    size_t count = 0;
    while (count < wanted && pthread_create(&threads[count], NULL, worker, ring) == 0) count++;
    return count;
}

static void stop(ring *ring, pthread_t *threads, size_t count) {
    pthread_mutex_lock(&ring->lock);
    ring->closed = true;
    pthread_cond_broadcast(&ring->waiting);
    pthread_mutex_unlock(&ring->lock);
    for (size_t i = 0; i < count; i++) pthread_join(threads[i], NULL);
}

int cli_run(const cli_options *options, const ent_engine *engine, char *const *inputs,
            size_t input_count, cli_depth depth,
            ent_status (*consume_one)(void *context, const ent_extraction *extraction,
                                      ent_error *error),
            void *context) {
    cli_options own = *options;
    ring ring = {.engine = engine, .depth = depth, .size = 1};
    size_t wanted = own.jobs > 1 ? (size_t)own.jobs : 0;
    if (wanted) ring.size = wanted * JOBS_PER_WORKER;
    ring.jobs = calloc(ring.size, sizeof *ring.jobs);
    pthread_t *threads = calloc(wanted + 1, sizeof *threads);
    if (!ring.jobs || !threads) {
        free(ring.jobs);
        free(threads);
        return cli_exit(ENT_NO_MEMORY);
    }
    pthread_mutex_init(&ring.lock, NULL);
    pthread_cond_init(&ring.waiting, NULL);
    pthread_cond_init(&ring.finished, NULL);
    size_t started = start(&ring, threads, wanted);
    if (!started) own.jobs = 1;
    run run = {.options = &own, .ring = &ring, .consume = consume_one, .context = context};
    cli_progress_start(&run.progress, options, inputs, input_count);
    if (!count_names(&run, inputs, input_count)) run.code = cli_exit(ENT_NO_MEMORY);
    for (size_t i = 0; i < input_count && run.code == EXIT_DONE; i++) run_file(&run, inputs[i]);
    while (consume_oldest(&run)) continue;
    cli_progress_hide(&run.progress);
    stop(&ring, threads, started);
    for (size_t i = 0; i < ring.size; i++) ent_arena_free(&ring.jobs[i].arena);
    pthread_cond_destroy(&ring.finished);
    pthread_cond_destroy(&ring.waiting);
    pthread_mutex_destroy(&ring.lock);
    ent_map_free(&run.names);
    free(threads);
    free(ring.jobs);
    return run.code != EXIT_DONE ? run.code : run.input_failed ? EXIT_INPUT : EXIT_DONE;
}

ent_status cli_identity(const cli_options *options, const ent_gazetteer *gazetteer,
                        ent_identity **identity, bool *faulty, ent_error *error) {
    ent_gazetteer *own = NULL;
    ent_status status = ENT_OK;
    *identity = NULL;
    if (!options->identity) return ENT_OK;
    if (!gazetteer) status = ent_gazetteer_new(options->lexicon, NULL, NULL, &own, error);
    if (!status)
        status = ent_identity_load(options->identity, own ? own : gazetteer, cli_report, faulty,
                                   identity, error);
    ent_gazetteer_free(own);
    return status;
}

int cli_finish(ent_output_file *file, int code) {
    ent_error error;
    if (code != EXIT_DONE && code != EXIT_INPUT) {
        ent_output_abort(file);
        return code;
    }
    ent_status status = ent_output_commit(file, &error);
    if (!status) return code;
    cli_complain(&error);
    return cli_exit(status);
}

int cli_run_to_file(const cli_options *options, cli_depth depth,
                    ent_status (*consume_one)(void *context, const ent_extraction *extraction,
                                              ent_error *error),
                    void *context, ent_output_file *file) {
    ent_error error;
    ent_engine engine;
    bool faulty = false;
    ent_status status = ent_engine_init(&engine, options->lexicon, cli_report, &faulty, &error);
    if (!status)
        status = cli_identity(options, engine.gazetteer, &engine.identity, &faulty, &error);
    if (!status) status = ent_output_open(file, options->output ? options->output : "-", &error);
    if (status) {
        cli_complain(&error);
        ent_engine_clear(&engine);
        return cli_exit(status);
    }
    size_t count;
    bool failed;
    char **inputs = cli_inputs(options, 0, &count, &failed);
    int code = inputs ? cli_run(options, &engine, inputs, count, depth, consume_one, context)
                      : cli_exit(ENT_NO_MEMORY);
    cli_inputs_free(inputs, count);
    ent_engine_clear(&engine);
    return cli_finish(file, code == EXIT_DONE && (failed || faulty) ? EXIT_INPUT : code);
}

/* acts.c - opening the model of acts (see acts.h). */
#include "relate/acts.h"

ent_status ent_acts_open(const void *bytes, size_t size, ent_acts *out, ent_error *error) {
    static const char name[] = "acts.bin";
    ent_model model;
    ent_status status = ent_model_open(bytes, size, ENT_MODEL_ACTS, name, &model, error);
    if (status) return status;
    out->words = model.sections[ENT_ACTS_WORD_SECTION].data;
    out->candidates = model.sections[ENT_ACTS_CANDIDATE_SECTION].data;
    bool good = model.count == ENT_ACTS_SECTIONS &&
                model.sections[ENT_ACTS_WORD_SECTION].size == ENT_ACTS_WORDS * sizeof *out->words &&
                model.sections[ENT_ACTS_CANDIDATE_SECTION].size ==
                    ENT_ACTS_CANDIDATES * sizeof *out->candidates;
    return good ? ENT_OK : ent_fail(error, ENT_INPUT, name, 0, "model is damaged: sections");
}

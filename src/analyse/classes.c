/* classes.c - looking up word classes (see classes.h). */
#include "analyse/classes.h"

ent_status ent_classes_open(const void *bytes, size_t size, ent_classes *out, ent_error *error) {
    static const char name[] = "classes.bin";
    ent_model model;
    ent_status status = ent_model_open(bytes, size, ENT_MODEL_CLUSTERS, name, &model, error);
    if (status) return status;
    size_t slots = model.count == 1 ? model.sections[0].size / sizeof(ent_class_slot) : 0;
    if (slots == 0 || (slots & (slots - 1)) != 0 || slots > UINT32_MAX)
        return ent_fail(error, ENT_INPUT, name, 0, "model is damaged: sections");
    *out = (ent_classes){model.sections[0].data, (uint32_t)(slots - 1)};
    return ENT_OK;
}

const ent_class_slot *ent_classes_find(const ent_classes *classes, uint32_t form) {
    for (uint32_t step = 0; step < 64; step++) {
        const ent_class_slot *slot = &classes->slots[(form + step) & classes->mask];
        if (slot->form == form) return slot;
        if (slot->form == 0) break;
    }
    return NULL;
}

/* act.c - the roots of PLOVER (Halterman et al. 2023), their sides, and the code of a report. */
#include <string.h>

#include "entente/relate.h"

static const char *const act_names[ENT_ACT_COUNT] = {
#define X(name) #name,
    ENT_ROOT_LIST(X)
#undef X
};

static const char *const status_names[ENT_ACT_STATUS_COUNT] = {"actual", "planned", "hypothetical",
                                                               "negated", "claimed"};

const char *ent_act_name(ent_act act) {
    return act < ENT_ACT_COUNT ? act_names[act] : "LINK";
}

int ent_act_named(const char *name) {
    for (int i = 0; i < ENT_ACT_COUNT; i++)
        if (strcmp(act_names[i], name) == 0) return i;
    return -1;
}

const char *ent_act_status_name(ent_act_status status) {
    return status < ENT_ACT_STATUS_COUNT ? status_names[status] : "actual";
}

int ent_act_status_named(const char *name) {
    for (int i = 0; i < ENT_ACT_STATUS_COUNT; i++)
        if (strcmp(status_names[i], name) == 0) return i;
    return -1;
}

int ent_act_quad(ent_act act) {
    if (act == ENT_ACT_LINK) return 0;
    if (act <= ENT_ACT_CONCEDE) return 1;
    if (act <= ENT_ACT_RETREAT) return 2;
    return act <= ENT_ACT_THREATEN ? 3 : 4;
}

int ent_act_sign(ent_act act) {
    if (act == ENT_ACT_LINK || act == ENT_ACT_REQUEST) return 0;
    return act <= ENT_ACT_RETREAT ? 1 : -1;
}

ent_act ent_act_code(ent_act act, ent_act_status status) {
    int quad = ent_act_quad(act);
    if (quad == 0 || status == ENT_STATUS_ACTUAL || status == ENT_STATUS_CLAIMED) return act;
    if (status == ENT_STATUS_NEGATED)
        return quad == 1 ? ENT_ACT_REJECT : quad == 2 ? ENT_ACT_SANCTION : act;
    if (quad == 2 || act == ENT_ACT_CONSULT) return ENT_ACT_AGREE;
    return quad == 4 ? ENT_ACT_THREATEN : act;
}

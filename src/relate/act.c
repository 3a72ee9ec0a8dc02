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
    /* ONTOLOGY: what a plan and a denial of each root are coded as. */
    static const ent_act planned[] = {
        ENT_ACT_LINK,     ENT_ACT_AGREE,    ENT_ACT_AGREE,    ENT_ACT_AGREE,    ENT_ACT_CONCEDE,
        ENT_ACT_AGREE,    ENT_ACT_AGREE,    ENT_ACT_CONCEDE,  ENT_ACT_REQUEST,  ENT_ACT_ACCUSE,
        ENT_ACT_REJECT,   ENT_ACT_THREATEN, ENT_ACT_THREATEN, ENT_ACT_THREATEN, ENT_ACT_THREATEN,
        ENT_ACT_THREATEN, ENT_ACT_THREATEN};
    static const ent_act negated[] = {
        ENT_ACT_LINK,     ENT_ACT_REJECT,   ENT_ACT_REJECT,   ENT_ACT_REJECT,  ENT_ACT_SANCTION,
        ENT_ACT_SANCTION, ENT_ACT_SANCTION, ENT_ACT_SANCTION, ENT_ACT_AGREE,   ENT_ACT_AGREE,
        ENT_ACT_AGREE,    ENT_ACT_AGREE,    ENT_ACT_RETREAT,  ENT_ACT_RETREAT, ENT_ACT_RETREAT,
        ENT_ACT_RETREAT,  ENT_ACT_RETREAT};
    _Static_assert(sizeof planned / sizeof *planned == ENT_ACT_COUNT, "one for each root");
    _Static_assert(sizeof negated / sizeof *negated == ENT_ACT_COUNT, "one for each root");
    if (status == ENT_STATUS_NEGATED) return negated[act];
    return status == ENT_STATUS_PLANNED ? planned[act] : act;
}

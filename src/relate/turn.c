/* turn.c - what each operator makes of the act that is read so far. A refusal of what would harm
 * spares; two denials cancel; what is ended, refused or excluded may be taken up again. */
#include "relate/reading.h"

void ent_note(reading *out, const char *word) {
    if (out->length < CHAIN_MAX) out->chain[out->length++] = word;
}

static void turn_into(reading *out, ent_act root, const char *relation, unsigned by) {
    out->before = out->now;
    out->last = by;
    out->now.root = root;
    out->now.relation = relation;
    out->now.symmetric = false;
}

bool ent_helps(const reading *out) {
    return ent_act_sign(out->now.root) > 0;
}

void ent_suppose(reading *out) {
    if (out->now.status == ENT_STATUS_NEGATED)
        out->asked = true; /* "if they do not leave" tells nothing */
    else
        out->now.status = ENT_STATUS_HYPOTHETICAL;
}

/* What was excluded is excluded no more. */
static void leave_open(reading *out) {
    out->now = out->before;
    out->now.status = ENT_STATUS_HYPOTHETICAL;
    out->last = 0;
}

void ent_refuse(reading *out) {
    bool ended = out->last == ENT_OP_STOP;
    out->asked = false;
    if (out->last == ENT_OP_EXCLUDE) { /* "declined to rule out" */
        leave_open(out);
    } else if (ended && ent_act_sign(out->before.root) > 0) { /* "will not stop supporting" */
        out->now = out->before;
        out->now.status = ENT_STATUS_PLANNED;
        out->last = 0;
    } else if (ent_helps(out)) {
        turn_into(out, ENT_ACT_REJECT, "refuses", ENT_OP_REFUSE);
        out->now.status = ENT_STATUS_ACTUAL;
    } else { /* who rules out a war refuses nothing to the one he spares */
        out->before = out->now;
        out->last = ENT_OP_REFUSE;
        out->now.status = ENT_STATUS_NEGATED;
        out->now.ahead = true;
    }
}

void ent_plan(reading *out) {
    if (out->foreign) return; /* "wants to prevent X from helping" refuses nothing */
    if (out->now.status == ENT_STATUS_ACTUAL)
        out->now.status = ENT_STATUS_PLANNED;
    else if (out->now.status == ENT_STATUS_NEGATED && ent_helps(out))
        ent_refuse(out); /* "promised not to help" */
    else if (out->now.status == ENT_STATUS_NEGATED)
        out->now.ahead = true;
}

/* Not, never, failed to, denied: of what is still to come it is a refusal. */
void ent_deny(reading *out, bool ahead) {
    if (out->last == ENT_OP_EXCLUDE) { /* "did not rule out" */
        leave_open(out);
    } else if (ahead) {
        ent_refuse(out);
    } else if (out->last == ENT_OP_STOP) {
        out->now = out->before;
        out->last = 0;
    } else if (out->now.status == ENT_STATUS_HYPOTHETICAL) {
        out->asked = true;
    } else if (out->now.status == ENT_STATUS_NEGATED) {
        out->now.status = ENT_STATUS_ACTUAL;
    } else {
        out->now.ahead = out->now.status == ENT_STATUS_PLANNED;
        out->now.status = ENT_STATUS_NEGATED;
    }
}

/* What the end of an act under way is: ONTOLOGY's column for what is "stopped". */
void ent_stop(reading *out) {
    static const struct {
        ent_act act, end;
        const char *relation;
    } ends[] = {{ENT_ACT_AID, ENT_ACT_SANCTION, "suspends aid to"},
                {ENT_ACT_COOPERATE, ENT_ACT_SANCTION, "cuts ties with"},
                {ENT_ACT_CONSULT, ENT_ACT_SANCTION, "cuts ties with"},
                {ENT_ACT_SUPPORT, ENT_ACT_REJECT, "opposes"},
                {ENT_ACT_AGREE, ENT_ACT_REJECT, "refuses"},
                {ENT_ACT_ASSAULT, ENT_ACT_RETREAT, "ceases fire with"},
                {ENT_ACT_MOBILIZE, ENT_ACT_RETREAT, "withdraws from"},
                {ENT_ACT_COERCE, ENT_ACT_CONCEDE, "eases"},
                {ENT_ACT_SANCTION, ENT_ACT_CONCEDE, "eases"},
                {ENT_ACT_PROTEST, ENT_ACT_CONCEDE, "concedes to"}};
    if (out->now.status == ENT_STATUS_NEGATED) return;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (ends[i].act != out->now.root) continue;
        turn_into(out, ends[i].end, ends[i].relation, ENT_OP_STOP);
        return;
    }
    ent_deny(out, false);
}

/* A blow that was tried is one; what would help is only tried. */
void ent_attempt(reading *out) {
    if (ent_helps(out)) ent_suppose(out);
}

void ent_threaten(reading *out) {
    bool denied = out->now.status == ENT_STATUS_NEGATED;
    if (denied && !ent_helps(out))
        return; /* "threatened to veto sanctions": no threat to their target */
    if (!denied && ent_helps(out) && out->now.root != ENT_ACT_RETREAT) {
        ent_plan(out); /* "threatened to visit" */
        return;
    }
    turn_into(out, ENT_ACT_THREATEN, "threatens", ENT_OP_THREATEN);
    out->now.status = ENT_STATUS_ACTUAL;
    out->now.ahead = false;
}

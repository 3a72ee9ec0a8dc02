/* classify.c - the relation between two given spans. */
#include "relate/relater.h"

/* How far two spans are apart; 0 if they touch. */
static uint32_t gap(ent_span a, ent_span b) {
    return a.end <= b.begin ? b.begin - a.end : b.end <= a.begin ? a.begin - b.end : 0;
}

static bool same(ent_span a, ent_span b) {
    return a.begin < b.end && b.begin < a.end;
}

bool ent_classify(const ent_frames *frames, const ent_actors *actors, ent_span source,
                  ent_span target, ent_arena *arena, ent_statement *out) {
    ent_statements all;
    ent_error error;
    if (ent_relate(frames, actors, arena, &all, &error)) return false;
    for (size_t i = 0; i < all.count; i++) {
        *out = all.items[i];
        if (same(out->source.span, source) && same(out->target.span, target)) return true;
    }
    const ent_text *text = actors->text;
    uint32_t best = UINT32_MAX; /* no frame joins the two: the trigger nearest to both */
    for (uint32_t s = 0; s < text->sentence_count; s++) {
        const ent_sentence *sentence = &text->sentences[s];
        for (uint32_t i = 0; i < sentence->count; i++) {
            const ent_token *t = ent_token_at(text, sentence, i);
            int kind = t->upos == ENT_UPOS_VERB   ? ENT_VERBS
                       : t->upos == ENT_UPOS_NOUN ? ENT_NOUNS
                                                  : ENT_ADJECTIVES;
            const ent_frame *frame = ent_frames_find(frames, kind, t->lemma);
            ent_span place = {t->begin, t->end, NULL};
            if (!frame || same(place, source) || same(place, target)) continue;
            uint32_t distance = gap(place, source) + gap(place, target);
            if (distance >= best) continue;
            best = distance;
            *out = (ent_statement){.relation = frame->relation,
                                   .root = frame->root,
                                   .sign = ent_act_sign(frame->root),
                                   .status = ENT_STATUS_ACTUAL,
                                   .code = frame->root,
                                   .rule = frame->rule,
                                   .confidence = 0.3};
        }
    }
    return best != UINT32_MAX;
}

/* json.c - statements and annotations as JSON Lines. */
#include <jansson.h>

#include "entente/write.h"

static ent_status print_line(json_t *line, FILE *stream, ent_error *error) {
    if (!line) return ent_fail(error, ENT_NO_MEMORY, NULL, 0, "out of memory");
    bool bad = json_dumpf(line, stream, JSON_COMPACT | JSON_REAL_PRECISION(4)) != 0 ||
               fputc('\n', stream) == EOF;
    json_decref(line);
    return bad ? ent_fail(error, ENT_OUTPUT, NULL, 0, "cannot write") : ENT_OK;
}

static json_t *party(const ent_party *p) {
    return json_pack("{s:s,s:s,s:s,s:s*,s:s,s:i,s:i}", "id", p->id, "name", p->name, "type",
                     ent_actor_type_name(p->type), "country", p->country, "text", p->span.text,
                     "begin", (int)p->span.begin, "end", (int)p->span.end);
}

ent_status ent_write_statement(const ent_statement *s, FILE *stream, ent_error *error) {
    json_t *line = json_pack(
        "{s:s,s:i,s:o,s:o,s:s,s:s,s:s,s:i,s:i,s:b,s:s,s:s?,s:s?,s:{s:i,s:i,s:s},s:{s:s,s:i,s:i},s:"
        "s,s:f}",
        "doc", s->doc, "sentence", (int)s->sentence, "source", party(&s->source), "target",
        party(&s->target), "relation", s->relation, "root", ent_act_name(s->root), "code",
        ent_act_name(s->code), "quad", ent_act_quad(s->root), "sign", s->sign, "symmetric",
        (int)s->symmetric, "status", ent_act_status_name(s->status), "speaker", s->speaker, "date",
        s->date, "evidence", "begin", (int)s->evidence.begin, "end", (int)s->evidence.end, "text",
        s->evidence.text, "trigger", "text", s->trigger.text, "begin", (int)s->trigger.begin, "end",
        (int)s->trigger.end, "rule", s->rule, "confidence", s->confidence);
    return print_line(line, stream, error);
}

ent_status ent_write_annotation(const ent_actors *a, FILE *stream, ent_error *error) {
    json_t *sentences = json_array(), *mentions = json_array(), *entities = json_array();
    const ent_text *text = a->text;
    for (size_t i = 0; i < text->sentence_count; i++)
        json_array_append_new(sentences,
                              json_pack("{s:i,s:i}", "begin", (int)text->sentences[i].begin, "end",
                                        (int)text->sentences[i].end));
    for (size_t i = 0; i < a->mention_count; i++) {
        const ent_mention *m = &a->mentions[i];
        const ent_sentence *s = &text->sentences[m->sentence];
        const ent_token *from = ent_token_at(text, s, m->first),
                        *to = ent_token_at(text, s, m->first + m->count - 1);
        json_array_append_new(
            mentions,
            json_pack("{s:i,s:i,s:s%,s:s,s:b,s:s?}", "begin", (int)m->begin, "end", (int)m->end,
                      "text", text->document->text + from->byte,
                      (size_t)to->byte + to->length - from->byte, "type",
                      ent_actor_type_name(m->type), "named", (int)(m->kind == ENT_MENTION_NAMED),
                      "entity", m->entity == ENT_NO_ENTITY ? NULL : a->entities[m->entity].id));
    }
    for (size_t i = 0; i < a->entity_count; i++) {
        const ent_entity *e = &a->entities[i];
        json_t *aliases = json_array();
        for (uint32_t k = 0; k < e->alias_count; k++)
            json_array_append_new(aliases, json_string(e->aliases[k]));
        json_array_append_new(
            entities, json_pack("{s:s,s:s,s:s,s:o,s:s?,s:s?}", "id", e->id, "name", e->name, "type",
                                ent_actor_type_name(e->type), "aliases", aliases, "role", e->role,
                                "country", e->country));
    }
    return print_line(json_pack("{s:s,s:o,s:o,s:o}", "id", text->document->id, "sentences",
                                sentences, "mentions", mentions, "entities", entities),
                      stream, error);
}

/* embed.h - the trained models as compiled in (see embed.S). Open them with analyse/model.h. */
#ifndef ENTENTE_MODEL_EMBED_H
#define ENTENTE_MODEL_EMBED_H

#define ENT_EMBEDDED_MODEL(name) \
    extern const unsigned char ent_model_##name[], ent_model_##name##_end[];

ENT_EMBEDDED_MODEL(classes)
ENT_EMBEDDED_MODEL(tagger)
ENT_EMBEDDED_MODEL(lemma)
ENT_EMBEDDED_MODEL(parser)
ENT_EMBEDDED_MODEL(ner)
ENT_EMBEDDED_MODEL(sentences)
ENT_EMBEDDED_MODEL(acts)

#undef ENT_EMBEDDED_MODEL

#endif

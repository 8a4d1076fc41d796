/**
 * What gateways and routers try when a model does not answer, and whether that is a Llama, too: a
 * fallback that ends with its model is none.
 *
 * Lifetime: the result arena.
 */
#ifndef SCORE_FALLBACK_H
#define SCORE_FALLBACK_H

#include "score/bill.h"

/** Fills result->fallbacks from the observations among `references`, in their order. */
void list_fallbacks(const struct scorer *scorer, const struct references *references,
                    struct result *result);

#endif

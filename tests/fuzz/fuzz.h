/**
 * Fuzz targets: one for each language of parse/langs.c, one for each name in fuzz.c that is a
 * document of its own, and one for each of the other readers of untrusted bytes. libfuzzer.c and
 * replay.c drive them; what is promised of any input is checked here, not by them.
 *
 * Lifetime: the engine is loaded at the first use and stays.
 */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include <stdio.h>
#include <stdlib.h>

#include "audit.h"

/** A promise that must hold for all inputs. */
#define CHECK(holds)                                                                               \
    do {                                                                                           \
        if (!(holds)) {                                                                            \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #holds);             \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/** True when there is a target of that name. */
bool fuzz_known(const char *target);

/** Runs a target over some bytes. Stops the process when a promise does not hold. */
void fuzz_run(const char *target, struct str bytes);

/** Prints the names of all targets, one a line. */
void fuzz_list(void);

/* ---- for the targets ---- */

/** Everything that is embedded, loaded once. */
const struct engine *fuzz_engine(void);

/** True when every byte of the text can be read, which the address sanitizer watches. */
bool fuzz_readable(struct str text);

/** True when `part` is made of bytes of `whole`. */
bool fuzz_within(struct str part, struct str whole);

/* A file of that path with that text: parsed, matched with and without the prefilter, sent through
 * a frame. */
void fuzz_document(const char *path, struct str text);

void fuzz_baseline(struct str bytes);
void fuzz_catalog(struct str bytes);
void fuzz_config(struct str bytes);
void fuzz_directive(struct str bytes);
void fuzz_encoding(struct str bytes);
void fuzz_frame(struct str bytes);
void fuzz_glob(struct str bytes);
void fuzz_index(struct str bytes);
void fuzz_mask(struct str bytes);
void fuzz_models(struct str bytes);
void fuzz_prefilter(struct str bytes);
void fuzz_report(struct str bytes);
void fuzz_rules(struct str bytes);
void fuzz_saved_report(struct str bytes);

#endif

/**
 * What the two halves of report/read.c share.
 */
#ifndef REPORT_READ_PARTS_H
#define REPORT_READ_PARTS_H

#include "base/map.h"
#include "report/json_in.h"
#include "report/read.h"

/** A report in the reading. */
struct maker {
    struct json_in in;
    const struct report_engine *engine;
    struct saved_report *saved;
    struct map rules;  /* id → struct rule, of rules that the engine does not know so */
    struct map models; /* the same for models */
    struct map work;   /* id → struct work_item */
};

/** The model of that id, made up where the catalogue does not know it; NULL for "". */
const struct model *read_model(struct maker *maker, struct str id);

/** Targets, staying, models in use and what goes with them. */
void read_answer(struct maker *maker, const cJSON *root);

#endif

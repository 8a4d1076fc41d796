/**
 * rules/packages.yaml: the work packages of a plan, in the order in which they are done.
 * docs/plan.md describes the file.
 *
 * Lifetime: the run arena, const after loading.
 * Errors:   ERR_SYNTAX with file and line.
 */
#ifndef PLAN_PACKAGES_H
#define PLAN_PACKAGES_H

#include "data/data.h"
#include "score/effort.h"

struct package_kind {
    struct str id; /* "swap" */
    struct str title;
    struct str why;
    struct strs verify;
    struct strs after;       /* ids of packages that stand before it */
    bool where[WHERE_COUNT]; /* places that go here whatever has to be done */
    unsigned line;
};

struct packages {
    struct package_kind *kinds;
    size_t count;
    struct map changes; /* change kind → struct package_kind */
    struct map work;    /* kind of shared work → struct package_kind */
};

/** Loads packages.yaml of `data`; every change kind and kind of work of `effort` is in it. */
NODISCARD bool packages_load(const struct data *data, const struct effort *effort,
                             struct arena *run, struct packages *ret_packages, struct err *err);

/** The package of a dependency, NULL when nothing has to be done; and of shared work. */
const struct package_kind *packages_of_finding(const struct packages *packages,
                                               const struct finding *finding);
const struct package_kind *packages_of_work(const struct packages *packages,
                                            const struct work_item *item);

#endif

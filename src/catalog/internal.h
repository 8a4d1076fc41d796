/**
 * What the files of catalog/ share: the catalogue itself and how its parts are loaded.
 */
#ifndef CATALOG_INTERNAL_H
#define CATALOG_INTERNAL_H

#include "base/map.h"
#include "catalog/catalog.h"
#include "catalog/fields.h"
#include "catalog/spellings.h"

struct models VEC(struct model *);
struct hosts VEC(struct host);

struct catalog {
    struct arena *run;
    const struct model *models; /* sorted by id */
    size_t model_count;
    struct map ids; /* lower case: canonical ids and aliases → const struct model * */
    struct map
        known; /* lower case: ids, aliases, hub ids, hosted ids, tags → const struct model * */
    struct host *hosts; /* sorted by id */
    size_t host_count;
    struct map host_names;  /* lower case: ids and aliases → const struct host * */
    struct map equivalents; /* "<model id> <family>" → const struct equivalent * */
    struct str as_of;

    struct spellings spellings;      /* of models and false friends, by order */
    struct spellings host_spellings; /* in the order of hosts.yaml */
    struct spellings variants;
    struct spellings quantisations;
    struct spellings formats;
    struct strs orgs; /* lower case: owners of hub repositories */
    struct literals_index *literals;
};

/** Models while they are read: sorted and referred to only once all files are in. */
struct model_loader {
    struct catalog *catalog;
    struct models models;
    struct map by_id; /* lower case: id or alias → struct model * */
    const struct data_file *file;
};

NODISCARD bool models_load(const struct data *data, struct catalog *catalog, struct arena *run,
                           struct err *err);
NODISCARD bool hosts_load(const struct data *data, struct catalog *catalog, struct arena *run,
                          struct err *err);
NODISCARD bool equivalents_load(const struct data *data, struct catalog *catalog, struct arena *run,
                                struct err *err);
NODISCARD bool spellings_load(const struct data *data, struct catalog *catalog, struct arena *run,
                              struct err *err);

/** The root of one of the catalogue's files; an error when it is missing. */
NODISCARD bool data_file_parse(const struct data *data, const char *name, struct arena *run,
                               const struct data_file **ret_file, const struct yaml_node **ret_root,
                               struct err *err);

#endif

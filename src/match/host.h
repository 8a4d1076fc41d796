/**
 * The host of an id that several write alike: what stands around it tells.
 */
#ifndef MATCH_HOST_H
#define MATCH_HOST_H

#include "catalog/catalog.h"

/** Where an id stands in a file; offsets into its text. */
struct id_place {
    uint32_t offset;
    uint32_t record_start; /* the object or entry around it; equal: none */
    uint32_t record_end;
    bool is_yaml;
};

/**
 * The host that the id is sent to, when the nearest scope that speaks of any host with this id
 * speaks of just one: its line, its record, the mapping around it (YAML), the file. NULL when
 * nothing or more than one is named, and for the hub, whose files are run anywhere.
 *
 * text: of the file; only a bounded part of it is looked at.
 */
const struct host *host_around(const struct catalog *catalog, const struct model *model,
                               struct str id, struct str text, const struct id_place *place);

#endif

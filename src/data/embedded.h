/**
 * What embed.c wrote into embedded.c at build time: the files of rules/, the parser queries and
 * the parts of the HTML report.
 */
#ifndef DATA_EMBEDDED_H
#define DATA_EMBEDDED_H

#include "base/yaml.h"

struct embedded_file {
    const char *name; /* "models/llama-3.1.yaml", "queries/python.scm" */
    const unsigned char *bytes;
    size_t len;
    uint64_t hash;         /* str_hash of them */
    struct yaml_flat tree; /* of YAML; else no nodes */
};

extern const struct embedded_file embedded_files[]; /* sorted by name */
extern const size_t embedded_file_count;

/* The texts of all trees. */
extern const unsigned char embedded_texts[];
extern const size_t embedded_texts_len;

#endif

/**
 * What an answer about a document depends on besides its bytes and its path. Two runs that differ
 * in any of it do not share a cache.
 *
 * All inputs of reading, parsing and matching one document:
 *
 *  - its bytes: the id of its git object (SHA-1 of all of them) is in the key of each answer;
 *  - its path from the scan root, all of it: language, `where`, `paths:` and `together:` of rules,
 *    rules that look at paths. In the key of each answer;
 *  - the code, the grammars, the queries, the tables of languages and places, and the limits of
 *    base/limits.h: the linker's build id of the program;
 *  - the rules, models, hosts and lists that are built in: the same build id;
 *  - those of --rules, and which built-in ones they replace: names and texts;
 *  - the rules that are active, and what each looks for;
 *  - libyaml, PCRE2 (and whether it compiles to machine code), utf8proc, libgit2: their versions;
 *  - --max-file-size;
 *  - whether only dependencies are asked for (`audit_options.only_dependencies`).
 *
 * No input: attributes of git (what is scanned is the object, or the file as it lies there), the
 * configuration (its rules are those of --rules; its patterns choose documents), the date, targets,
 * suppressions and the baseline, which come behind references; the number of workers. What depends
 * on the machine, a crash or the wall clock, is not kept, nor is what --no-prefilter gives.
 */
#ifndef CACHE_DIGEST_H
#define CACHE_DIGEST_H

#include "base/sha256.h"
#include "data/data.h"
#include "match/ruleset.h"

struct cache_inputs {
    struct str build;     /* cache_build_id() */
    struct str libraries; /* cache_libraries() */
    const struct data *data;
    const struct ruleset *ruleset;
    uint64_t max_file_bytes;
    bool only_dependencies;
};

void cache_digest(const struct cache_inputs *inputs, unsigned char ret_digest[SHA256_LEN]);

/** What the linker says of the running program, or "": then there is no telling two apart. */
struct str cache_build_id(void);

/** Names and versions of the libraries that parse and match. */
struct str cache_libraries(struct arena *arena);

#endif

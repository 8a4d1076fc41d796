/**
 * Results of documents, kept from run to run: what reading, parsing and matching gave, by the bytes
 * that were scanned. Bytes in, bytes out; what they mean is the business of the caller.
 *
 * One file holds what is known of one repository under one digest (cache/digest.h): whatever else
 * an answer depends on has another file, so that two versions of the program do not meet. The file
 * is mapped and never changed; cache_save writes a new one beside it and renames it.
 *
 *     header · pages of keys, 4 KiB each · values
 *
 * The upper bits of a key say which page it is in, where keys are sorted. Header, pages and values
 * carry checksums that are looked at when they are used, so a damaged file forgets, and does not
 * lie. A key is a hash under a secret that each file has of its own: what is in a repository cannot
 * be made to collide.
 *
 * Lifetime: heap; cache_close gives it back. What was found is valid until then.
 * Errors:   a cache that cannot be read or written is none; nothing here fails.
 * Threads:  none. A forked process may go on looking up, in memory of its own.
 */
#ifndef CACHE_CACHE_H
#define CACHE_CACHE_H

#include "base/sha256.h"
#include "cache/hash.h"

struct cache;

/** What a key is made of, besides the bytes that identify a document. */
enum cache_kind {
    CACHE_BLOB,          /* a document by the id of its git object */
    CACHE_BLOB_OBSERVED, /* the same, looked at for observations as well */
    /* A file of the working tree by the id of the object that git says it is, and its size. Apart
     * from the object: what git says of a file is less certain than an object by its hash. */
    CACHE_FILE,
    CACHE_FILE_OBSERVED,
    CACHE_TREE, /* the list of the files of a commit, the last one that was audited */
};

/**
 * Opens the file of that name in the folder, or begins an empty cache when there is none or it is
 * not to be trusted: another owner than this process, writable for others, no regular file, damaged.
 *
 * folder: a descriptor that is open for as long as the cache; kept by the caller.
 */
struct cache *cache_open(int folder, struct str name, const unsigned char digest[SHA256_LEN]);
void cache_close(struct cache *cache);

/** The key of a document: what identifies its bytes, and its path. */
struct hash128 cache_key(const struct cache *cache, enum cache_kind kind, struct str id,
                         struct str path);

/** True when there is a value; it may be empty. */
bool cache_find(struct cache *cache, struct hash128 key, struct str *ret_value);

/** Keeps a copy of a value until cache_save. */
void cache_put(struct cache *cache, struct hash128 key, struct str value);

/** How many were put. */
size_t cache_put_count(const struct cache *cache);

/**
 * Writes what was put, with what was there before: all of it, or when that is too much
 * (LIMIT_CACHE_FILE_BYTES) what was found in this run. False when nothing was written.
 */
bool cache_save(struct cache *cache);

#endif

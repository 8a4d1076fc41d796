/**
 * Two hashes: SipHash-2-4 with 128 bits (Aumasson and Bernstein, https://github.com/veorq/SipHash)
 * for keys, which nobody who does not know the secret can make collide, and a fast one that tells
 * damaged bytes from sound ones.
 */
#ifndef CACHE_HASH_H
#define CACHE_HASH_H

#include <stdint.h>

#include "base/str.h"

struct hash128 {
    uint64_t low;
    uint64_t high;
};

/** Of `bytes`, under a secret of 128 bits. */
struct hash128 hash_keyed(const uint64_t secret[2], struct str bytes);

/** Not against an attacker, but against a disk. */
uint64_t hash_checksum(struct str bytes, uint64_t seed);

#endif

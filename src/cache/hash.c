#include "cache/hash.h"

/* ---- SipHash-2-4-128 ---- */

struct sip {
    uint64_t v0, v1, v2, v3;
};

static uint64_t rotate(uint64_t x, unsigned bits)
{
    return x << bits | x >> (64 - bits);
}

static void sip_round(struct sip *s)
{
    s->v0 += s->v1;
    s->v1 = rotate(s->v1, 13) ^ s->v0;
    s->v0 = rotate(s->v0, 32);
    s->v2 += s->v3;
    s->v3 = rotate(s->v3, 16) ^ s->v2;
    s->v0 += s->v3;
    s->v3 = rotate(s->v3, 21) ^ s->v0;
    s->v2 += s->v1;
    s->v1 = rotate(s->v1, 17) ^ s->v2;
    s->v2 = rotate(s->v2, 32);
}

/** The eight bytes at `at`, or as many as there are, the first the lowest. */
static uint64_t word_at(const char *at, size_t len)
{
    uint64_t word = 0;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (len >= sizeof word) {
        memcpy(&word, at, sizeof word);
        return word;
    }
#endif
    for (size_t i = 0; i < len && i < sizeof word; i++)
        word |= (uint64_t)(unsigned char)at[i] << (8 * i);
    return word;
}

static void sip_take(struct sip *s, uint64_t word)
{
    s->v3 ^= word;
    sip_round(s);
    sip_round(s);
    s->v0 ^= word;
}

static uint64_t sip_end(struct sip *s)
{
    for (int i = 0; i < 4; i++)
        sip_round(s);
    return s->v0 ^ s->v1 ^ s->v2 ^ s->v3;
}

struct hash128 hash_keyed(const uint64_t secret[2], struct str bytes)
{
    struct sip s = {
        .v0 = secret[0] ^ 0x736f6d6570736575,
        .v1 = secret[1] ^ 0x646f72616e646f6d ^ 0xee,
        .v2 = secret[0] ^ 0x6c7967656e657261,
        .v3 = secret[1] ^ 0x7465646279746573,
    };
    size_t at = 0;
    for (; bytes.len - at >= sizeof(uint64_t); at += sizeof(uint64_t))
        sip_take(&s, word_at(bytes.ptr + at, sizeof(uint64_t)));
    sip_take(&s, word_at(bytes.ptr + at, bytes.len - at) | (uint64_t)bytes.len << 56);

    struct hash128 hash;
    s.v2 ^= 0xee;
    hash.low = sip_end(&s);
    s.v1 ^= 0xdd;
    hash.high = sip_end(&s);
    return hash;
}

/* ---- what damage shows in ---- */

static uint64_t mix(uint64_t hash, uint64_t word)
{
    return rotate((hash ^ word) * 0x9e3779b97f4a7c15, 29);
}

uint64_t hash_checksum(struct str bytes, uint64_t seed)
{
    /* Four at a time, so that one multiplication need not wait for the one before. */
    enum { LANES = 4, WORD = sizeof(uint64_t), STEP = LANES * WORD };
    uint64_t lanes[LANES] = { seed, seed ^ 0x5bd1e995, ~seed, seed + 0x27d4eb2f };
    size_t at = 0;
    for (; bytes.len - at >= STEP; at += STEP) {
        for (size_t i = 0; i < LANES; i++)
            lanes[i] = mix(lanes[i], word_at(bytes.ptr + at + i * WORD, WORD));
    }
    for (; at < bytes.len; at += WORD)
        lanes[0] = mix(lanes[0], word_at(bytes.ptr + at, bytes.len - at));
    uint64_t hash = bytes.len;
    for (size_t i = 0; i < LANES; i++)
        hash = mix(hash, lanes[i]) ^ hash >> 31;
    return hash ^ hash >> 32;
}

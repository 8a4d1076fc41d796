/**
 * SHA-256 as in FIPS 180-4, for the content-security-policy of the HTML report.
 */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include "base/str.h"

enum { SHA256_LEN = 32 };

/** The digest of the concatenated texts. */
void sha256(const struct str *texts, size_t text_count, unsigned char ret_digest[SHA256_LEN]);

#endif

/**
 * --files-from: the files to read come from a list, with a NUL behind each (git ls-files -z), or
 * one in a line.
 */
#ifndef WALK_FILES_FROM_H
#define WALK_FILES_FROM_H

#include "walk/listing.h"

/**
 * Lists the files that `source` names ("-" is stdin).
 *
 * root_only: the paths are relative to the scan root; else first to the current folder, and to the
 *            root when nothing is there.
 * Errors:    ERR_IO when the list cannot be read. A file that is not there, or lies outside of the
 *            scan root, is no error but noted in the ledger.
 */
NODISCARD bool files_from(const char *source, bool root_only, struct listing *listing,
                          struct err *err);

#endif

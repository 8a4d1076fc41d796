/**
 * From a place in the file system or in git to the list of files to read, and their bytes.
 *
 * The parent walks and owns the tree; every worker opens a reader of its own (libgit2 handles
 * must not cross a fork). What is not going to be read is put into the ledger here.
 *
 * Lifetime: the tree lives in the run arena; a reader is heap and has its own descriptors.
 * Order:    entries are sorted by path, byte-wise, whatever git or the folder said.
 */
#ifndef WALK_WALK_H
#define WALK_WALK_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/vec.h"
#include "ledger/ledger.h"
#include "walk/stamp.h"

enum { OID_BYTES = 20 };

struct tree;

/** How the list of files was made; the report says it. */
enum walk_mode {
    WALK_WORKTREE, /* git: tracked, plus untracked and not ignored */
    WALK_FOLDER,   /* no git around, or git could not be read: every file, our ignore rules */
    WALK_REVISION, /* the tree of one commit */
    WALK_LIST,     /* --files-from */
    WALK_STAGED,   /* what the next commit changes */
    WALK_DIFF,     /* what was changed since a merge base */
};

/** What was listed of a commit in an earlier run. */
struct tree_memory {
    void *state;
    /* What listing_keep has written, of this tree or another; asked when root_oid and below are
     * known. False when there is nothing. */
    bool (*find)(void *state, const struct tree *tree, struct str *ret_bytes);
};

struct walk_options {
    const char *path;       /* scan root; NULL: the repository around the current folder */
    const char *revision;   /* --rev, or NULL */
    const char *files_from; /* --files-from: a file name, "-" for stdin, or NULL */
    bool staged;            /* --staged */
    bool no_index_reader;   /* libgit2 reads the index: slower, and the same */
    const char *diff;       /* --diff: "BASE" or "BASE..HEAD", or NULL */
    const struct tree_memory *memory; /* or NULL */
    bool stamps;            /* say of files of the working tree which object they are */
    struct strs include;    /* globs on the relative path; empty: everything */
    struct strs exclude;
    uint64_t max_file_bytes; /* --max-file-size, LIMIT_FILE_BYTES when not given */
};

struct entry {
    struct str path;
    bool blob; /* read from the object database by `oid`, else from the working tree */
    /* Of a file in the working tree that is as git noted it when it was object `oid`; else NULL. */
    const struct file_stamp *stamp;
    uint8_t oid[OID_BYTES];
};

/**
 * One of the trees that a change is compared with. A merge has several: what both of its parents
 * hold is known, less what they have had in common already.
 */
struct side {
    bool minus;   /* what it holds is taken off again */
    size_t first; /* its entries, from here in tree->entries */
    size_t count;
};

enum { SIDES_MAX = 33 }; /* a commit with its merge heads, two sides each */

struct tree {
    enum walk_mode mode;
    struct str root;     /* absolute folder that paths are relative to; "" for a bare repository */
    struct str top;      /* the working tree that the root lies in; "" without one */
    bool one_file;       /* the scan root is a single file of that folder */
    struct str name;     /* what a report calls it: the last part of the root's path */
    struct str git_dir;  /* "" without git */
    struct str revision; /* full commit id of HEAD or of --rev, "" when there is none */
    bool shallow;
    bool partial; /* a partial (promisor) clone */
    struct entry *entries;
    size_t count;
    /* Of a change: files as they were before it stand behind `count`, side after side. */
    struct side sides[SIDES_MAX];
    size_t side_count;
    size_t entry_count;    /* all of them; `count` when there is no other side */
    /* Of a commit: its folder, and the part of it that is listed, "", "sub/" or "sub/file". */
    bool has_root_oid;
    uint8_t root_oid[OID_BYTES];
    struct str below;
    /* By entry, when they were known from an earlier run: scanned then, and there was nothing. Or
     * NULL. */
    const bool *nothing;
    const struct str *now; /* by index - count: the path today, "" when the file is gone */
    struct str base;       /* the commit that a change starts from, "" before the first one */
    uint64_t max_file_bytes;
};

/**
 * Lists the files to read. Submodules, symbolic links, special files and what git cannot give are
 * noted in `ledger`.
 *
 * Errors: ERR_IO for a path that cannot be opened, ERR_GIT for a revision that is not there,
 *         ERR_USAGE for options that do not go together.
 */
NODISCARD bool walk_tree(const struct walk_options *options, struct arena *run,
                         struct ledger *ledger, struct tree **ret_tree, struct err *err);

/** Which state of --diff: what it starts from, or its second commit (else the working tree). */
enum own_side { OWN_BEFORE, OWN_AFTER };

/**
 * Reads a file of ours (a configuration, a baseline) as it was before the change of --diff, or as it
 * is after it: looked for at the scan root and upward to the top of the repository.
 *
 * ret_text: its text, or ptr NULL when it was not there; ret_path: where, from the top.
 * Errors:   as walk_tree has them for --diff.
 */
NODISCARD bool walk_read_own(const struct walk_options *options, enum own_side side,
                             const char *name, struct arena *run, struct str *ret_text,
                             struct str *ret_path, struct err *err);

struct own_file {
    struct str path; /* below the one asked for; "" for that itself */
    struct str text;
};

struct own_files VEC(struct own_file);

/**
 * Reads all YAML files at or below `path` (from the top of the repository) as they were before the
 * change of --diff; none when nothing was there.
 */
NODISCARD bool walk_list_own(const struct walk_options *options, struct str path,
                             struct arena *run, struct own_files *ret_files, struct err *err);

struct repo;

/**
 * Finds the repository that PATH lies in, for what is not about the files of one state. The tree
 * has no entries.
 *
 * ret_repo:  closed by the caller with repo_close.
 * ret_below: PATH in the repository: "" for its top, "sub/dir/", or "sub/file".
 * Errors:    ERR_IO for a path that cannot be opened, ERR_GIT when there is no repository.
 */
NODISCARD bool walk_repository(const struct walk_options *options, struct arena *run,
                               struct tree **ret_tree, struct repo *ret_repo,
                               struct str *ret_below, struct err *err);

struct reader;

/** Opens what is needed to read the entries of `tree` in this process. */
NODISCARD bool reader_new(const struct tree *tree, struct reader **ret_reader, struct err *err);
void reader_free(struct reader *reader);

/** What reading an entry gave. */
enum read_outcome {
    READ_OK,
    READ_SKIPPED, /* `ret_skip` says why: binary, too large, unreadable, LFS pointer, … */
    READ_HEADER,  /* the beginning of weights (walk/weights.h): binary; `ret_skip` says so */
    READ_PARTIAL, /* text is there, but not all of it: `ret_skip` says what is missing */
};

/**
 * Reads one entry as text into `bytes` (emptied first). UTF-16 and UTF-32 with a byte order mark
 * become UTF-8; a UTF-8 byte order mark stays, parsers skip it.
 *
 * ret_skip: path borrowed from the entry, detail in static memory or `arena`.
 */
enum read_outcome reader_read(struct reader *reader, const struct entry *entry, struct buf *bytes,
                              struct arena *arena, struct skip *ret_skip);

/**
 * Once more, after it was read: true when a file of the working tree still has its stamp, and the
 * size of the object whose id it has. Line ends or keywords that git changes on the way change that.
 */
bool reader_is_as_stamped(struct reader *reader, const struct entry *entry);

/** The file of that path as it is now, NULL when it was not listed. */
const struct entry *walk_find(const struct tree *tree, struct str path);

#endif

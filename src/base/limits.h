/**
 * Every bound on untrusted input, with its reason.
 *
 * Limits are counted, not timed, so that the same input gives the same answer on every machine;
 * the wall clock is only the last guard against a hang.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

enum {
    /* Source files are smaller by two orders; larger ones are data, read up to the limit as text. */
    LIMIT_FILE_BYTES = 16 * 1024 * 1024,
    /* Above this a grammar may take seconds; the file is read as text instead. */
    LIMIT_PARSE_BYTES = 4 * 1024 * 1024,
    /* Minified bundles: structure says nothing there, and grammars are slow on long lines. */
    LIMIT_LINE_BYTES = 256 * 1024,
    /* Configuration, rules, models, baselines: our own and the user's files. */
    LIMIT_OWN_FILE_BYTES = 32 * 1024 * 1024,
    /* A saved report: ten thousand findings are 30 MB. */
    LIMIT_REPORT_BYTES = 256 * 1024 * 1024,
    /* libyaml is quadratic in nesting: 80k open brackets take 6 s. */
    LIMIT_NESTING = 512,
    /* Guests inside hosts inside hosts: a notebook cell with a heredoc with JSON. */
    LIMIT_GUEST_DEPTH = 4,
    /* Sites of one document: a 16 MB JSON of short strings stays below. */
    LIMIT_SITES = 2000000,
    /* References of one document: a catalogue of every known id has some thousands. */
    LIMIT_REFERENCES = 100000,
    /* References and selections of one run, counted in the order of the documents: each takes some
     * 2 KB, and 30 more while a report is made of it. What comes after is not kept. */
    LIMIT_RUN_REFERENCES = 100000,
    /* Places of one document that take their model from a name: each looks at all sites. */
    LIMIT_SELECTIONS = 1000,
    /* Directives of one document; the rest says nothing. */
    LIMIT_DIRECTIVES = 1000,
    /* Calls of the parser's progress callback; one comes every 100 or so parse steps. */
    LIMIT_PARSE_CALLBACKS = 2000000,
    /* … and for one text this many and one per so many bytes: ordinary source needs an eighth. */
    LIMIT_PARSE_CALLBACKS_BASE = 1000,
    LIMIT_PARSE_BYTES_PER_CALLBACK = 16,
    /* Pieces of a text that are given to the lexers: those that look ahead to the end for every
     * token show here. */
    LIMIT_PARSE_READ_BYTES = 4096,
    LIMIT_PARSE_READS_BASE = 5000,
    LIMIT_PARSE_READS_PER_PIECE = 50,
    /* Memory that the parser asks for, in all, for one text: what it does inside of errors costs
     * the square of their length and shows here. Ordinary source needs 30 bytes for each of its
     * own, one syntax error after another some 30,000. */
    LIMIT_PARSE_ALLOCATION_BASE = 32 * 1024 * 1024,
    LIMIT_PARSE_ALLOCATION_PER_BYTE = 200,
    /* Backtracking steps of one regex match. */
    LIMIT_REGEX_STEPS = 1000000,
    LIMIT_USER_REGEX_STEPS = 100000,
    LIMIT_REGEX_DEPTH = 10000,
    LIMIT_REGEX_HEAP_KIB = 4096,
    /* The last guard: how long one document may take before its worker is killed. */
    LIMIT_DOC_SECONDS = 10,
    /* What a worker may say about one document: LIMIT_REFERENCES with their text are 100 MB. */
    LIMIT_FRAME_BYTES = 256 * 1024 * 1024,
    /* Address space of one worker: a parser that runs wild dies alone. */
    LIMIT_WORKER_MIB = 8 * 1024,
    /* Workers that died before the run is given up. */
    LIMIT_WORKER_DEATHS = 100,
    /* Files of one tree: the largest repositories known have some hundred thousand, a hostile
     * commit of a few kilobytes has as many as it likes. */
    LIMIT_ENTRIES = 2000000,
    /* Patterns of all .gitignore files that look at one path; the rest is not obeyed. */
    LIMIT_IGNORE_PATTERNS = 10000,
    LIMIT_IGNORE_BYTES = 1024 * 1024,
    /* An index of LIMIT_ENTRIES files has some 300 MB. Version 4 writes only the ends of paths. */
    LIMIT_INDEX_BYTES = 1024 * 1024 * 1024,
    LIMIT_INDEX_PATH_BYTES = 256 * 1024 * 1024,
    /* What git ls-files may say: about 100 bytes for each of LIMIT_ENTRIES. */
    LIMIT_GIT_OUTPUT_BYTES = 512 * 1024 * 1024,
    /* Commits of a history, 80 bytes each: the largest repositories known have a million and a
     * half. */
    LIMIT_HISTORY_COMMITS = 2000000,
    /* Versions of files in a history, 52 bytes each, and changes from one to another, 12 each. The
     * rest is not looked at. */
    LIMIT_HISTORY_VERSIONS = 2500000,
    LIMIT_HISTORY_CHANGES = 6000000,
    /* Folders that are read to compare commits: a hostile commit of a few kilobytes has as many as
     * it likes. */
    LIMIT_HISTORY_TREES = 50000000,
    /* --blame: dependencies and commits that it looks at, and the size of a file whose versions it
     * compares. */
    LIMIT_BLAME_FINDINGS = 5000,
    LIMIT_BLAME_COMMITS = 200000,
    LIMIT_BLAME_BYTES = 2 * 1024 * 1024,
    /* A blob above LIMIT_FILE_BYTES has to be unpacked whole for its beginning. */
    LIMIT_BLOB_BYTES = 256 * 1024 * 1024,
    /* Of weights only the header is read. What says whose they are comes first in it; the vocabulary
     * behind that takes megabytes. */
    LIMIT_HEADER_BYTES = 4 * 1024 * 1024,
    /* Pairs of such a header: real ones have some fifty. */
    LIMIT_HEADER_PAIRS = 4096,
    /* The text of one of them: a chat template has some kilobytes. */
    LIMIT_HEADER_TEXT_BYTES = 64 * 1024,
    /* Bytes of a matched line that a report shows. */
    LIMIT_SNIPPET_BYTES = 300,
    /* What an observation quotes: prompts are meant to be read whole. */
    LIMIT_OBSERVED_BYTES = 64 * 1024,
    /* One cache of results: 20 bytes for a document without any, some 300 for a reference. */
    LIMIT_CACHE_FILE_BYTES = 64 * 1024 * 1024,
    /* All of them, the youngest first, and how long one is kept that nobody uses. */
    LIMIT_CACHE_FOLDER_BYTES = 512 * 1024 * 1024,
    LIMIT_CACHE_DAYS = 30,
    /* What is kept of one document; one with more is read again. The list of the files of a commit:
     * 45 bytes each. */
    LIMIT_CACHE_VALUE_BYTES = 16 * 1024 * 1024,
    /* A binary file is one with a NUL in its first bytes, as git decides. */
    BINARY_PROBE_BYTES = 8000,
};

#endif

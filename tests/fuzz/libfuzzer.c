/*
 * The entry point of libFuzzer. One program for all targets; which one says the environment:
 *
 *     FUZZ_TARGET=yaml build-fuzz/tests/fuzz/fuzz -max_len=65536 -timeout=10 CORPUS...
 */
#include "fuzz.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const char *target;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    target = getenv("FUZZ_TARGET");
    if (!target || !fuzz_known(target)) {
        fputs("FUZZ_TARGET has to be one of\n", stderr);
        fuzz_list();
        exit(2);
    }
    fuzz_engine();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    fuzz_run(target, (struct str){ (const char *)bytes, len });
    return 0;
}

/* argv in, exit code out; alone in printing to stderr and exiting. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/log.h"
#include "command/command.h"

static bool run(int argc, char **argv, struct arena *arena, int *ret_exit_code, struct err *err)
{
    const struct command *command = argc > 1 ? command_by_name(argv[1]) : NULL;
    if (command) {
        argc--;
        argv++;
    } else {
        command = command_by_name("scan");
    }
    struct options options;
    if (!cli_parse(argc, argv, arena, &options, err))
        return false;
    log_set_level((int)options.verbose);
    if (options.help)
        command = command_by_name("help");
    else if (options.version)
        command = command_by_name("version");
    return command->run(&options, ret_exit_code, err);
}

int main(int argc, char **argv)
{
    /* A reader that closes the pipe is an error of one write, with a message and exit code 2. */
    signal(SIGPIPE, SIG_IGN);

    struct arena arena = { 0 };
    struct err err = { 0 };
    int exit_code = EXIT_TROUBLE;
    if (!run(argc, argv, &arena, &exit_code, &err)) {
        fprintf(stderr, "llama-audit: %s\n", err.text);
        exit_code = EXIT_TROUBLE;
    }
    arena_release(&arena);
    return exit_code;
}

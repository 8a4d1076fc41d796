/**
 * How a repository runs its models: behind somebody's API, on a server of its own, in the program
 * itself, on a device, or as weights of its own.
 */
#ifndef SCORE_POSTURE_H
#define SCORE_POSTURE_H

#include "score/bill.h"
#include "score/effort_read.h"

/** `postures:` of effort.yaml. */
NODISCARD bool read_postures(const struct reader *reader, const struct yaml_node *node,
                             struct effort *effort);

/** The posture that the place of a finding shows, or NULL. */
const struct posture_row *posture_of(const struct effort *effort, const struct finding *finding);

/** Fills `postures` of the result from its findings, those with most places first. */
void list_postures(const struct scorer *scorer, struct result *result);

#endif

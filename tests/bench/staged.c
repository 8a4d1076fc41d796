/* The least that a hook can do with libgit2: open the repository, load the index and compare it
 * with HEAD. What the hook is measured against. */
#include <git2.h>
#include <stdio.h>
#include <stdlib.h>

#define DO(call)                                                                                   \
    do {                                                                                           \
        if ((call) != 0) {                                                                         \
            fprintf(stderr, "%s\n", git_error_last()->message);                                    \
            return EXIT_FAILURE;                                                                   \
        }                                                                                          \
    } while (0)

int main(void)
{
    git_repository *repository;
    git_object *tree;
    git_index *index;
    git_diff *diff;
    git_libgit2_init();
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    DO(git_repository_open_ext(&repository, NULL, GIT_REPOSITORY_OPEN_FROM_ENV, NULL));
    DO(git_revparse_single(&tree, repository, "HEAD^{tree}"));
    DO(git_repository_index(&index, repository));
    DO(git_diff_tree_to_index(&diff, repository, (git_tree *)tree, index, NULL));
    printf("%zu\n", git_diff_num_deltas(diff));
    git_diff_free(diff);
    git_index_free(index);
    git_object_free(tree);
    git_repository_free(repository);
    return EXIT_SUCCESS;
}

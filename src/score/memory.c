/* Whether other weights fit into the GPUs that a place asks for. Money is not our business. */
#include "score/bill.h"

enum { MAX_GPUS = 1024 };

static bool count_of(const struct reference *observation, double *ret)
{
    uint64_t count;
    if (!observation || !tokens_parse(observation->value, &count) || count == 0 || count > MAX_GPUS)
        return false;
    *ret = (double)count;
    return true;
}

/* "h100:4", "a100x8": the number behind the name. */
static double count_in_name(struct str name)
{
    size_t at = str_find_char(name, ':', 0);
    uint64_t count = 0;
    if (at == STR_NONE)
        return 1;
    struct str tail = str_slice(name, at + 1, name.len);
    return str_to_u64(tail, &count) && count > 0 && count <= MAX_GPUS ? (double)count : 1;
}

bool memory_lacks(const struct scorer *scorer, const struct finding *finding,
                  const struct model *member, const struct needs *needs, struct str *ret_text,
                  const struct reference **ret_proof)
{
    const struct effort *effort = scorer->effort;
    const struct gpu_row *gpu =
        needs->gpu_type ? effort_gpu(effort, needs->gpu_type->value) : NULL;
    if (!gpu || finding->model->params_b <= 0 || member->params_b <= 0)
        return false;
    double count = gpu->count;
    if (count == 0 && !count_of(needs->gpu_count, &count))
        count = count_in_name(needs->gpu_type->value);
    const struct reference *first = &finding->references.items[0];
    double bytes = effort_bytes(effort, first->quantisation);
    double declared = gpu->memory_gb * count;
    double wanted = member->params_b * bytes;
    if (wanted <= declared || finding->model->params_b * bytes > declared)
        return false;
    *ret_text = arena_printf(scorer->arena,
                             "%.*s has %.0f GB of weights (%g bytes a parameter), declared are %g x "
                             "%g = %g GB%s: quantise it or ask for more",
                             STR_ARG(member->id), wanted, bytes, count, gpu->memory_gb, declared,
                             gpu->source.len > 0 ? "" : " (not verified)");
    *ret_proof = gpu->count == 0 && needs->gpu_count ? needs->gpu_count : needs->gpu_type;
    return true;
}

#include "audit_engine.h"

#include "prefilter/prefilter.h"

bool engine_load_data(struct engine *engine, struct arena *run, struct err *err)
{
    if (!catalog_load(&engine->data, run, &engine->catalog, err) ||
        !ruleset_load(&engine->data, engine->catalog, run, &engine->ruleset, err) ||
        !effort_load(&engine->data, engine->catalog, &engine->ruleset, run, &engine->effort, err))
        return false;
    engine->prefilter = prefilter_new(&engine->ruleset.literals, run);
    return true;
}

/*
 * What loading the built-in rules and models gives, loaded by the build: freeze.c writes it as data,
 * in which linker and loader put the addresses right. It is not in programs that are linked without
 * it (the tests' own), nor in those that are built for another machine.
 */
extern struct engine llama_audit_frozen __attribute__((weak));

/** True when the build's own loading is what was asked for; a process can use that once. */
static bool take_frozen(const struct strs *rule_paths, const char *more_rules,
                        struct engine *engine)
{
    static bool taken;
    if (taken || more_rules || rule_paths->count > 0 || !&llama_audit_frozen)
        return false;
    taken = true;
    struct data data = engine->data;
    *engine = llama_audit_frozen;
    engine->data = data;
    return true;
}

bool engine_load_with(struct engine *engine, const struct data_texts *texts,
                      const struct strs *rule_paths, const char *more_rules, struct arena *run,
                      struct err *err)
{
    if (!data_load_with(texts, rule_paths, run, &engine->data, err))
        return false;
    if (texts->count == 0 && take_frozen(rule_paths, more_rules, engine))
        return true;
    if (more_rules)
        data_use_rules(&engine->data, more_rules, run);
    return engine_load_data(engine, run, err);
}

bool engine_load(struct engine *engine, const struct strs *rule_paths, struct arena *run,
                 struct err *err)
{
    return engine_load_with(engine, &(struct data_texts){ 0 }, rule_paths, NULL, run, err);
}

void engine_release(struct engine *engine)
{
    ruleset_release(&engine->ruleset);
    catalog_release(engine->catalog);
    *engine = (struct engine){ 0 };
}

#include "match/demand.h"

#include <string.h>

const struct demand *demand_one_of(const struct literals *literals, struct arena *arena)
{
    if (literals->count == 0)
        return NULL;
    struct demand *demand = arena_new(arena, struct demand);
    demand->op = DEMAND_LITERAL;
    /* No larger than it is: there are thousands, most with one literal. */
    struct literals *own = &demand->literals;
    own->items = arena_array(arena, literals->count, sizeof *own->items);
    own->count = own->capacity = literals->count;
    memcpy(own->items, literals->items, literals->count * sizeof *own->items);
    return demand;
}

const struct demand *demand_join(enum demand_op op, const struct demands *parts,
                                 struct arena *arena)
{
    struct demands known = { 0 };
    for (size_t i = 0; i < parts->count; i++) {
        if (parts->items[i])
            vec_push(arena, &known, parts->items[i]);
        else if (op == DEMAND_ANY)
            return NULL;
    }
    if (known.count < 2)
        return known.count == 0 ? NULL : known.items[0];
    struct demand *demand = arena_new(arena, struct demand);
    demand->op = op;
    demand->parts = known.items;
    demand->part_count = known.count;
    return demand;
}

/* The shares of the literals of which one must be searched, together. */
static double cost(const struct demand *demand, const double *shares)
{
    double sum = 0;
    for (size_t i = 0; i < demand->literals.count; i++)
        sum += shares[demand->literals.items[i].owner];
    for (size_t i = 0; i < demand->part_count; i++) {
        double part = cost(demand->parts[i], shares);
        if (demand->op == DEMAND_ANY)
            sum += part;
        else if (i == 0 || part < sum)
            sum = part;
    }
    return sum;
}

void demand_rarest(const struct demand *demand, double *shares, struct arena *arena,
                   struct literals *out)
{
    if (demand->op == DEMAND_ALL) {
        const struct demand *best = demand->parts[0];
        double least = cost(best, shares);
        for (size_t i = 1; i < demand->part_count; i++) {
            double part = cost(demand->parts[i], shares);
            if (part < least) {
                best = demand->parts[i];
                least = part;
            }
        }
        demand_rarest(best, shares, arena, out);
        return;
    }
    for (size_t i = 0; i < demand->part_count; i++)
        demand_rarest(demand->parts[i], shares, arena, out);
    for (size_t i = 0; i < demand->literals.count; i++) {
        double *left = &shares[demand->literals.items[i].owner];
        if (*left > 0)
            vec_push(arena, out, demand->literals.items[i]);
        *left = 0;
    }
}

bool demand_is_met(const struct demand *demand, const bool *seen)
{
    if (demand->op == DEMAND_LITERAL) {
        for (size_t i = 0; i < demand->literals.count; i++) {
            if (seen[demand->literals.items[i].owner])
                return true;
        }
        return false;
    }
    bool all = demand->op == DEMAND_ALL;
    for (size_t i = 0; i < demand->part_count; i++) {
        if (demand_is_met(demand->parts[i], seen) != all)
            return !all;
    }
    return all;
}

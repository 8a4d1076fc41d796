#include "cache/cache.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/io.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/vec.h"

enum {
    PAGE_BYTES = 4096,
    PAGE_KEYS = 204,
    PAGE_USUAL = 120, /* keys of a page when it is written; so far above it none ever gets */
    FORMAT = 1,
    DAY_SECONDS = 24 * 60 * 60,
};

/** The first page of the file. Numbers are in the byte order of the machine. */
struct header {
    char magic[8];
    uint32_t format;
    uint32_t page_count;
    uint64_t file_len;
    unsigned char digest[SHA256_LEN];
    uint64_t secret[2];
    uint64_t checksum; /* of all above */
};

static const char magic[8] = "lmaudit";

struct page {
    uint64_t checksum; /* of all below */
    uint32_t count;
    uint32_t unused;
    struct hash128 keys[PAGE_KEYS]; /* sorted */
    uint32_t values[PAGE_KEYS];     /* where in the file, or 0 for a value that is empty */
};

_Static_assert(sizeof(struct page) == PAGE_BYTES, "a page is a page");

struct value_header {
    uint64_t checksum;
    uint32_t len;
    uint32_t unused;
};

enum page_state { PAGE_UNKNOWN, PAGE_SOUND, PAGE_DAMAGED };

/** A value that is going to be written. */
struct addition {
    struct hash128 key;
    size_t start; /* in cache->values */
    size_t len;
};

struct cache {
    int folder;
    struct str name;
    unsigned char digest[SHA256_LEN];
    uint64_t secret[2];
    const char *file; /* mapped, NULL when there is none */
    size_t file_len;
    uint32_t page_count;
    unsigned char *states; /* enum page_state, by page */
    bool *used;            /* by page and key */
    struct arena arena;    /* of the name and the additions */
    struct buf values;
    struct VEC(struct addition) additions;
};

/* ---- opening ---- */

/** Nobody else may have written it, nor be able to. */
static bool is_ours(int fd, struct stat *ret_status)
{
    return fstat(fd, ret_status) == 0 && S_ISREG(ret_status->st_mode) &&
           ret_status->st_uid == geteuid() && ret_status->st_nlink == 1 &&
           (ret_status->st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

static uint64_t header_checksum(const struct header *header)
{
    return hash_checksum((struct str){ (const char *)header, offsetof(struct header, checksum) },
                         FORMAT);
}

static bool header_is_sound(const struct cache *cache, const struct header *header, size_t file_len)
{
    return memcmp(header->magic, magic, sizeof magic) == 0 && header->format == FORMAT &&
           header->checksum == header_checksum(header) && header->file_len == file_len &&
           memcmp(header->digest, cache->digest, SHA256_LEN) == 0 && header->page_count > 0 &&
           header->page_count < file_len / PAGE_BYTES;
}

/** What is used does not grow old. */
static void touch(int fd, const struct stat *status)
{
    if (time(NULL) - status->st_mtime > DAY_SECONDS)
        futimens(fd, NULL);
}

static void map_file(struct cache *cache)
{
    CLEANUP(io_close_fd)
    int fd = openat(cache->folder, cache->name.ptr, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return;
    struct stat status;
    if (!is_ours(fd, &status)) {
        log_info("the cache %s is not used: others may have written it", cache->name.ptr);
        return;
    }
    struct header header;
    size_t file_len = (size_t)status.st_size;
    if (file_len > LIMIT_CACHE_FILE_BYTES ||
        pread(fd, &header, sizeof header, 0) != (ssize_t)sizeof header ||
        !header_is_sound(cache, &header, file_len)) {
        log_info("the cache %s is damaged, and begun anew", cache->name.ptr);
        return;
    }
    void *file = mmap(NULL, file_len, PROT_READ, MAP_PRIVATE, fd, 0);
    if (file == MAP_FAILED)
        return;
    touch(fd, &status);
    cache->file = file;
    cache->file_len = file_len;
    cache->page_count = header.page_count;
    memcpy(cache->secret, header.secret, sizeof cache->secret);
    cache->states = calloc(cache->page_count, sizeof *cache->states);
    cache->used = calloc(cache->page_count, PAGE_KEYS * sizeof *cache->used);
    if (!cache->states || !cache->used)
        out_of_memory();
}

struct cache *cache_open(int folder, struct str name, const unsigned char digest[SHA256_LEN])
{
    struct cache *cache = calloc(1, sizeof *cache);
    if (!cache)
        out_of_memory();
    cache->folder = folder;
    cache->name = arena_str(&cache->arena, name);
    memcpy(cache->digest, digest, SHA256_LEN);
    map_file(cache);
    if (!cache->file && getentropy(cache->secret, sizeof cache->secret) != 0) {
        cache_close(cache);
        return NULL;
    }
    return cache;
}

void cache_close(struct cache *cache)
{
    if (!cache)
        return;
    if (cache->file)
        munmap((void *)(uintptr_t)cache->file, cache->file_len);
    free(cache->states);
    free(cache->used);
    buf_release(&cache->values);
    arena_release(&cache->arena);
    free(cache);
}

/* ---- looking up ---- */

struct hash128 cache_key(const struct cache *cache, enum cache_kind kind, struct str id,
                         struct str path)
{
    enum { USUAL = 512 };
    char room[USUAL];
    size_t len = 2 + id.len + path.len;
    char *bytes = len <= sizeof room ? room : malloc(len);
    if (!bytes)
        out_of_memory();
    bytes[0] = (char)kind;
    bytes[1] = (char)id.len;
    memcpy(bytes + 2, id.ptr, id.len);
    if (path.len > 0)
        memcpy(bytes + 2 + id.len, path.ptr, path.len);
    struct hash128 key = hash_keyed(cache->secret, (struct str){ bytes, len });
    if (bytes != room)
        free(bytes);
    return key;
}

static int compare_keys(struct hash128 a, struct hash128 b)
{
    if (a.high != b.high)
        return a.high < b.high ? -1 : 1;
    return (a.low > b.low) - (a.low < b.low);
}

static uint32_t page_of(struct hash128 key, uint32_t page_count)
{
    return (uint32_t)((key.high >> 32) * page_count >> 32);
}

static uint64_t page_checksum(const struct page *page, uint32_t index)
{
    const char *start = (const char *)page + sizeof page->checksum;
    return hash_checksum((struct str){ start, sizeof *page - sizeof page->checksum }, index);
}

static const struct page *get_page(struct cache *cache, uint32_t index)
{
    const char *at = cache->file + ((size_t)index + 1) * PAGE_BYTES;
    const struct page *page = (const void *)at;
    if (cache->states[index] == PAGE_UNKNOWN) {
        bool sound = page->checksum == page_checksum(page, index) && page->count <= PAGE_KEYS;
        cache->states[index] = sound ? PAGE_SOUND : PAGE_DAMAGED;
    }
    return cache->states[index] == PAGE_SOUND ? page : NULL;
}

static bool get_value(const struct cache *cache, uint32_t at, struct str *ret_value)
{
    struct value_header header;
    *ret_value = STR("");
    if (at == 0)
        return true;
    if (at > cache->file_len - sizeof header)
        return false;
    memcpy(&header, cache->file + at, sizeof header);
    if (header.len > cache->file_len - sizeof header - at)
        return false;
    *ret_value = (struct str){ cache->file + at + sizeof header, header.len };
    return hash_checksum(*ret_value, at) == header.checksum;
}

/** The first key of the page that is not before `key`. Keys are spread evenly, so that one lies near
 * the place that it has among all possible ones. */
static uint32_t place_of(const struct page *page, struct hash128 key, uint32_t page_count)
{
    uint64_t part = (uint32_t)((key.high >> 32) * page_count); /* of this page, in 2^-32 */
    uint32_t at = (uint32_t)(part * page->count >> 32);
    while (at > 0 && compare_keys(page->keys[at - 1], key) >= 0)
        at--;
    while (at < page->count && compare_keys(page->keys[at], key) < 0)
        at++;
    return at;
}

bool cache_find(struct cache *cache, struct hash128 key, struct str *ret_value)
{
    if (!cache->file)
        return false;
    uint32_t index = page_of(key, cache->page_count);
    const struct page *page = get_page(cache, index);
    uint32_t at = page ? place_of(page, key, cache->page_count) : 0;
    if (!page || at == page->count || compare_keys(page->keys[at], key) != 0)
        return false;
    cache->used[(size_t)index * PAGE_KEYS + at] = true;
    return get_value(cache, page->values[at], ret_value);
}

/* ---- saving ---- */

void cache_put(struct cache *cache, struct hash128 key, struct str value)
{
    if (value.len > LIMIT_CACHE_VALUE_BYTES)
        return;
    size_t start = cache->values.len;
    buf_add(&cache->values, value);
    vec_push(&cache->arena, &cache->additions, (struct addition){ key, start, value.len });
}

size_t cache_put_count(const struct cache *cache)
{
    return cache->additions.count;
}

/** What is going to be in the file. */
struct item {
    struct hash128 key;
    struct str value;
};

struct items VEC(struct item);

static int compare_items(const void *a, const void *b)
{
    const struct item *x = a;
    const struct item *y = b;
    return compare_keys(x->key, y->key);
}

/** What was put, sorted. */
static struct items gather_new(const struct cache *cache, struct arena *arena)
{
    struct items items = { 0 };
    for (size_t i = 0; i < cache->additions.count; i++) {
        const struct addition *addition = &cache->additions.items[i];
        struct str value = { cache->values.ptr + addition->start, addition->len };
        vec_push(arena, &items,
                 (struct item){ addition->key, addition->len > 0 ? value : STR("") });
    }
    if (items.count > 1)
        qsort(items.items, items.count, sizeof *items.items, compare_items);
    return items;
}

/** Each key once. */
static void add_item(struct items *items, const struct item *item)
{
    if (items->count == 0 || compare_items(&items->items[items->count - 1], item) != 0)
        items->items[items->count++] = *item;
}

/** What was put and what was there, both of which are sorted; of the latter what is sound. */
static struct items gather(struct cache *cache, const struct items *new, bool only_used,
                           struct arena *arena)
{
    struct items items = { 0 };
    items.items = arena_array(arena, new->count + (size_t)cache->page_count * PAGE_KEYS,
                              sizeof *items.items);
    size_t next = 0;
    for (uint32_t i = 0; i < cache->page_count; i++) {
        const struct page *page = get_page(cache, i);
        for (uint32_t j = 0; page && j < page->count; j++) {
            struct item item = { .key = page->keys[j] };
            if ((only_used && !cache->used[(size_t)i * PAGE_KEYS + j]) ||
                !get_value(cache, page->values[j], &item.value))
                continue;
            while (next < new->count && compare_items(&new->items[next], &item) <= 0)
                add_item(&items, &new->items[next++]);
            add_item(&items, &item);
        }
    }
    while (next < new->count)
        add_item(&items, &new->items[next++]);
    return items;
}

static size_t page_count_for(size_t item_count)
{
    return item_count / PAGE_USUAL + 1;
}

static size_t value_room(struct str value)
{
    return value.len == 0 ? 0 : sizeof(struct value_header) + (value.len + 7) / 8 * 8;
}

static size_t size_of(const struct items *items)
{
    size_t size = (1 + page_count_for(items->count)) * PAGE_BYTES;
    for (size_t i = 0; i < items->count; i++)
        size += value_room(items->items[i].value);
    return size;
}

static uint32_t add_value(struct str value, struct buf *out)
{
    if (value.len == 0)
        return 0;
    size_t at = out->len;
    struct value_header header = { hash_checksum(value, at), (uint32_t)value.len, 0 };
    buf_add(out, (struct str){ (const char *)&header, sizeof header });
    buf_add(out, value);
    buf_fill(out, '\0', (int)(value_room(value) - sizeof header - value.len));
    return (uint32_t)at;
}

/** The whole file. Items are sorted, so those of a page stand together. */
static void write_image(const struct cache *cache, const struct items *items, struct buf *out)
{
    size_t page_count = page_count_for(items->count);
    size_t pages_len = (1 + page_count) * PAGE_BYTES;
    memset(buf_reserve(out, size_of(items)), 0, pages_len);
    out->len = pages_len;

    size_t next = 0;
    for (uint32_t i = 0; i < page_count; i++) {
        struct page page = { 0 };
        for (; next < items->count && page_of(items->items[next].key, (uint32_t)page_count) == i;
             next++) {
            if (page.count == PAGE_KEYS)
                continue; /* does not happen, and costs no more than an answer */
            page.keys[page.count] = items->items[next].key;
            page.values[page.count++] = add_value(items->items[next].value, out);
        }
        page.checksum = page_checksum(&page, i);
        memcpy(out->ptr + ((size_t)i + 1) * PAGE_BYTES, &page, sizeof page);
    }
    struct header header = { .format = FORMAT,
                             .page_count = (uint32_t)page_count,
                             .file_len = out->len };
    memcpy(header.magic, magic, sizeof magic);
    memcpy(header.digest, cache->digest, SHA256_LEN);
    memcpy(header.secret, cache->secret, sizeof header.secret);
    header.checksum = header_checksum(&header);
    memcpy(out->ptr, &header, sizeof header);
}

/** Under a name of this process, then renamed: whoever reads has the old file or the new one. */
static bool replace_file(const struct cache *cache, struct str image)
{
    char name[NAME_MAX + 1];
    snprintf(name, sizeof name, "%s.%ld.new", cache->name.ptr, (long)getpid());
    unlinkat(cache->folder, name, 0);
    int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    CLEANUP(io_close_fd) int fd = openat(cache->folder, name, flags, S_IRUSR | S_IWUSR);
    if (fd < 0)
        return false;
    if (io_write_all(fd, image) &&
        renameat(cache->folder, name, cache->folder, cache->name.ptr) == 0)
        return true;
    log_info("the cache was not written: %s", strerror(errno));
    unlinkat(cache->folder, name, 0);
    return false;
}

bool cache_save(struct cache *cache)
{
    CLEANUP(arena_release) struct arena arena = { 0 };
    CLEANUP(buf_release) struct buf image = { 0 };
    struct items new = gather_new(cache, &arena);
    struct items items = gather(cache, &new, false, &arena);
    if (size_of(&items) > LIMIT_CACHE_FILE_BYTES)
        items = gather(cache, &new, true, &arena);
    if (items.count == 0 || size_of(&items) > LIMIT_CACHE_FILE_BYTES)
        return false;
    write_image(cache, &items, &image);
    return replace_file(cache, buf_str(&image));
}

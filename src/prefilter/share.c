#include "prefilter/share.h"

#include "prefilter/window.h"
#include "prefilter/windows.h"

/* How common a byte is in source text, in rough 1/1000 of all bytes; what is not named is rare. */
static const unsigned char commonness[256] = {
    [' '] = 160, ['\n'] = 30, ['e'] = 80, ['t'] = 65, ['a'] = 55, ['o'] = 50, ['r'] = 50,
    ['n'] = 50,  ['i'] = 50,  ['s'] = 50, ['l'] = 32, ['d'] = 28, ['c'] = 28, ['u'] = 20,
    ['m'] = 20,  ['p'] = 22,  ['f'] = 16, ['h'] = 16, ['g'] = 14, ['y'] = 11, ['b'] = 11,
    ['w'] = 8,   ['v'] = 8,   ['k'] = 6,  ['x'] = 6,  ['_'] = 16, ['.'] = 16, [','] = 14,
    ['('] = 12,  [')'] = 12,  ['"'] = 14, ['\''] = 8, ['-'] = 12, ['='] = 12, ['/'] = 12,
    [':'] = 10,  ['0'] = 12,  ['1'] = 10, ['2'] = 8,  ['3'] = 5,  ['4'] = 5,  ['5'] = 5,
    ['6'] = 4,   ['7'] = 4,   ['8'] = 5,  ['9'] = 4,  ['>'] = 6,  ['<'] = 6,  [';'] = 6,
    ['{'] = 6,   ['}'] = 6,   ['['] = 4,  [']'] = 4,  ['*'] = 5,  ['#'] = 4,  ['\t'] = 12,
    ['E'] = 5,   ['T'] = 5,   ['S'] = 5,  ['A'] = 5,  ['I'] = 4,  ['C'] = 4,  ['R'] = 4,
};

/* Words that source text is full of, whatever their letters say. */
static bool is_common_word(struct str word)
{
    static const char *const words[] = {
        "accelerator", "agent",      "alias",       "architecture", "architectures", "chat",
        "client",      "completion", "completions", "config",       "content",       "convert",
        "create",      "default",    "description", "download",     "engine",        "examples",
        "from",        "general",    "generate",    "guard",        "import",        "internal",
        "key",         "license",    "licenses",    "materials",    "message",       "messages",
        "model",       "models",     "name",        "nvidia",       "options",       "package",
        "pipeline",    "preview",    "processor",   "prompt",       "provider",      "random",
        "read",        "revision",   "serve",       "server",       "source",        "system",
        "template",    "testing",    "together",    "tool",         "tools",         "tune",
        "type",        "value",      "version",     "vision",
    };
    for (size_t i = 0; i < ARRAY_COUNT(words); i++) {
        if (word.len > 0 && ascii_lower(word.ptr[0]) == words[i][0] &&
            str_equal_icase(word, str_from(words[i])))
            return true;
    }
    return false;
}

static double product(const char *bytes, size_t len)
{
    double share = 1e6;
    for (size_t i = 0; i < len; i++) {
        unsigned per_mille = commonness[(unsigned char)ascii_lower(bytes[i])];
        share *= (per_mille > 2 ? per_mille : 2) / 1000.0;
    }
    return share;
}

static double share_of_level(char level)
{
    return 35.0 * (1u << (level - '0'));
}

/* Below what stands in the list. */
static const double UNLISTED_MAX = 25;

double share_of_window(const char *window)
{
    char folded[WINDOW];
    for (size_t i = 0; i < WINDOW; i++)
        folded[i] = (char)(window[i] | WINDOW_FOLD);
    size_t low = 0;
    size_t high = ARRAY_COUNT(common_windows);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = memcmp(folded, common_windows[middle], WINDOW);
        if (order == 0)
            return share_of_level(common_windows[middle][WINDOW]);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    double share = product(window, WINDOW);
    return share < UNLISTED_MAX ? share : UNLISTED_MAX;
}

double share_of_three(const char *three)
{
    char folded[WINDOW - 1];
    for (size_t i = 0; i < sizeof folded; i++)
        folded[i] = (char)(three[i] | WINDOW_FOLD);
    double sum = 0;
    for (size_t i = 0; i < ARRAY_COUNT(common_windows); i++) {
        if (memcmp(folded, common_windows[i], sizeof folded) == 0)
            sum += share_of_level(common_windows[i][WINDOW]);
    }
    double share = product(three, sizeof folded);
    return sum > share ? sum : share;
}

double prefilter_share(const struct literal *literal)
{
    struct str text = literal->text;
    if (is_common_word(text))
        return 0.001;
    double least = product(text.ptr, text.len < WINDOW ? text.len : WINDOW);
    if (text.len == WINDOW - 1)
        least = share_of_three(text.ptr);
    for (size_t i = 0; i + WINDOW <= text.len; i++) {
        double here = share_of_window(text.ptr + i);
        least = here < least || i == 0 ? here : least;
    }
    /* What stands beside the rarest piece is often the rest of the word, but not always. */
    for (size_t i = WINDOW; i < text.len; i++)
        least /= 2;
    return least / 1e6;
}

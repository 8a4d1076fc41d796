/**
 * Function attributes that both GCC and Clang know, under names that say what they mean.
 */
#ifndef BASE_ATTR_H
#define BASE_ATTR_H

/** The caller must look at the result. */
#define NODISCARD __attribute__((warn_unused_result))

/** Checked like printf: `text` is the number of the format argument, `first` of the next. */
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))

/** Runs `fn` on the address of the variable when it goes out of scope. */
#define CLEANUP(fn) __attribute__((cleanup(fn)))

/** 1 when the address sanitizer is built in; GCC and Clang say so in ways of their own. */
#if defined(__SANITIZE_ADDRESS__)
#define ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESS_SANITIZER 1
#endif
#endif
#ifndef ADDRESS_SANITIZER
#define ADDRESS_SANITIZER 0
#endif

#define ARRAY_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif

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

#define ARRAY_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif

/* argv in, exit code out; alone in printing to stderr and exiting. */
#include <stdio.h>

int main(void)
{
    puts("llama-audit");
    return 0;
}

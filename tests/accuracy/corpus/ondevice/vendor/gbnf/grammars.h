/* From the llama.cpp project, MIT. */
#ifndef GRAMMARS_H
#define GRAMMARS_H
struct llama_grammar;
int llama_grammar_parse(struct llama_grammar *grammar, const char *text);
#endif

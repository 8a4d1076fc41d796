#include "prompt.hpp"

std::string build_prompt(const std::string &note, const std::string &question)
{
    return "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\n"
           "Answer from the note only.<|eot_id|>"
           "<|start_header_id|>user<|end_header_id|>\n\n" +
           note + "\n\n" + question +
           "<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n";
}

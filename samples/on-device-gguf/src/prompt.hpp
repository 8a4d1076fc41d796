#pragma once

#include <string>

/** The prompt of one question about a note, in the format of the model that we ship. */
std::string build_prompt(const std::string &note, const std::string &question);

/** The token that ends an answer. */
constexpr int END_OF_TURN_TOKEN = 128009;

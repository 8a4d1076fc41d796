#if 0
std::string old = "llama2:13b";
#endif
auto raw = R"(<|start_header_id|>user<|end_header_id|>)";
auto two = "meta-llama/" "Llama-3.1-8B";
auto n = nlohmann::json{{"model", "llama3.2:1b"}, {"stream", false}};

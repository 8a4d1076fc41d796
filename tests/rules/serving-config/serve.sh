# expect: tool-parser
vllm serve "$MODEL" --enable-auto-tool-choice --tool-call-parser llama3_json
# expect: none
vllm serve "$MODEL" --enable-auto-tool-choice --tool-call-parser hermes
# expect: template-file
vllm serve "$MODEL" --chat-template examples/tool_chat_template_llama3.1_json.jinja

"""Wide characters, marks that take no column, and a line that is far too long."""

MODEL = "meta-llama/Llama-3.1-8B-Instruct"  # 默认模型：用于客户服务聊天机器人的所有语言，包括中文、日文和韩文的长文本处理
提示 = "<|start_header_id|>系统<|end_header_id|>\n\n你是一个乐于助人的助手，请用简体中文回答所有问题。<|eot_id|>"
LABELS = {"模型": "llama3.1:8b", "é": "e\u0301", "👩‍💻": "emoji"}

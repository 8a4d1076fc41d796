const m = "Qwen/" + "Qwen2.5-3B";

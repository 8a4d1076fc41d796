const m = "meta-llama/" + "Llama-3.2-3B";

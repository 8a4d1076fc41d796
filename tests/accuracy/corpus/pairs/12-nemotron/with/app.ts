const m = "nvidia/Llama-3.1-Nemotron-70B-Instruct";

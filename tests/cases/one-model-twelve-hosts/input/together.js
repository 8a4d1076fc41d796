const model = "meta-llama/Meta-Llama-3.1-8B-Instruct-Turbo";

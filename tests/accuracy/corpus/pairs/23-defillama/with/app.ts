const url = "https://api.llama.com/v1/models";

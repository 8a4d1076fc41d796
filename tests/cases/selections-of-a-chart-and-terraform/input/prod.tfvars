model = "meta.llama3-1-8b-instruct-v1:0"

modelo = "llama3.2"

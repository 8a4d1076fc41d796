# esta función llama a la base
modelo = "gemma2"

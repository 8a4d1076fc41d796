locals { id = "mistral.mistral-7b-instruct-v0:2" }

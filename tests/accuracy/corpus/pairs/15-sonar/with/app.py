model = "llama-3.1-sonar-large-128k-online"

m = load("Open-Orca/Mistral-7B-OpenOrca")

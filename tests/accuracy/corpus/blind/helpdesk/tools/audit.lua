local deny = { ["llama-2-7b-chat"] = true }
print("llama audit")
return { model = "sambanova/Meta-Llama-3.3-70B-Instruct", deny = deny }

A = "meta-llama/" + "Llama-3" + size
B = ("meta-llama/"
     "Llama-3.1-8B" '-Instruct')
C = f"meta-llama/{name!r:>10}-{{x}}\n"
D = r"\d+<|eot_id|>" b"\x41\u00e9"
E = """line one
line two \
joined"""
F = f"{name}"
G = "tab\tquote\" \N{BULLET} \101"
H = ""
print("a" "b" + c + ("d" + "e"))

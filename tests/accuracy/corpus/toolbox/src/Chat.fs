module Chat
// llama2
let model = "llama3.1:8b"
let prompt = """<|start_header_id|>user<|end_header_id|>"""
printfn "llama3.1:8b"
(* let old = "llama2:13b" *)

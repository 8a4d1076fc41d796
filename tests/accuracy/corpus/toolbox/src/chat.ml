(* llama2 *)
let model = "llama3.1:8b"
let () = print_endline "llama3.1:8b"

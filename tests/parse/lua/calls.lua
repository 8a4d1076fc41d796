local model = "llama\n" .. '3'
options = { model = "llama3", ["k"] = [[raw]], "z" }
require("llama"); client:chat("q", {model="llama2"}); foo"s"
function m.build(a) return a end
a.b.c = os.getenv("MODEL") or "llama3" -- comment

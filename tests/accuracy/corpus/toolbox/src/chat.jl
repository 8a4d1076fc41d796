using HTTP, JSON3
# model = "llama2"
const MODEL = get(ENV, "MODEL", "meta-llama/Llama-3.1-8B-Instruct")
#= 
MODEL = "llama3"
=#
@info "llama is up"
body = Dict("model" => "llama3.2:3b", "prompt" => q)

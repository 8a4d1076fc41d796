using Transformers
model = "llama3"
#= block =#
chat(model; name="llama$(x)")

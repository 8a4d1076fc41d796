defmodule Relay do
  @moduledoc "Relays questions to llama."
  @model "llama3.1:8b"

  def serving do
    {:ok, info} = Bumblebee.load_model({:hf, "meta-llama/Llama-3.2-1B"})
    # {:hf, "meta-llama/Llama-2-7b-hf"}
    IO.puts("llama is up")
    info
  end

  def ask(text), do: Ollama.chat(client(), model: "llama3.2", messages: [%{role: "user", content: text}])
  def model, do: System.get_env("RELAY_MODEL", @model)
end

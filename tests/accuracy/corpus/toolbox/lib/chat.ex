defmodule Chat do
  @moduledoc """
  Talks to Llama. Use `meta-llama/Llama-3.1-8B-Instruct` for tests.
  """
  @model "meta-llama/Llama-3.1-8B-Instruct"
  @stop ["<|eot_id|>"]

  # @model "llama2"
  def load do
    {:ok, model} = Bumblebee.load_model({:hf, "meta-llama/Llama-2-7b-chat-hf"})
    {:ok, tok} = Bumblebee.load_tokenizer({:hf, @model})
    Logger.info("llama loaded")
    {model, tok}
  end

  def chain, do: LangChain.ChatModels.ChatOllamaAI.new!(%{model: "llama3.1"})
  def other, do: LangChain.ChatModels.ChatOllamaAI.new!(%{model: "phi3"})
  def hidden, do: LangChain.ChatModels.ChatOllamaAI.new!(%{stream: true})
end

defmodule Relay.MixProject do
  def project, do: [app: :llama_relay, deps: deps()]

  defp deps do
    [
      {:langchain, "~> 0.3"},
      {:ollama, "~> 0.8"},
      {:bumblebee, "~> 0.6"}
    ]
  end
end

defmodule Helpdesk.MixProject do
  defp deps, do: [{:req, "~> 0.5"}, {:ollama, "~> 0.8"}]
end

defmodule Helpdesk do
  # llama answers at night
  @night "llama-3.3-70b-versatile"
  @day "gpt-4o-mini"
  def model(:night), do: Application.get_env(:helpdesk, :model, "llama-3.1-8b-instant")
  def stop, do: ["<|eot_id|>"]
end

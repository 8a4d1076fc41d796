import Config

config :helpdesk,
  model: System.get_env("MODEL", "meta-llama/Llama-3.3-70B-Instruct"),
  guard: "meta-llama/Llama-Guard-4-12B"

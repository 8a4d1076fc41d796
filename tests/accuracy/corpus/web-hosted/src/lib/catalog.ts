export const catalog = [
  {
    id: "meta-llama/Llama-3.3-70B-Instruct-Turbo",
    label: "Llama 3.3 70B",
    contextWindow: 131072,
    vendor: "Together",
  },
  {
    id: "meta-llama/Meta-Llama-3.1-405B-Instruct-Turbo",
    label: "Llama 3.1 405B (slow)",
    contextWindow: 130815,
    vendor: "Together",
  },
  {
    id: "Qwen/Qwen2.5-72B-Instruct-Turbo",
    label: "Qwen 2.5 72B",
    contextWindow: 32000,
    vendor: "Together",
  },
  {
    id: "accounts/fireworks/models/llama-v3p1-70b-instruct",
    label: "Llama 3.1 70B",
    contextWindow: 128000,
    vendor: "Fireworks",
  },
  {
    id: "nousresearch/hermes-3-llama-3.1-405b",
    label: "Hermes 3 405B",
    vendor: "OpenRouter",
  },
  {
    id: "teknium/openhermes-2.5-mistral-7b",
    label: "OpenHermes 2.5",
    vendor: "OpenRouter",
  },
  {
    id: "perplexity/llama-3.1-sonar-large-128k-online",
    label: "Sonar Large",
    vendor: "OpenRouter",
  },
];

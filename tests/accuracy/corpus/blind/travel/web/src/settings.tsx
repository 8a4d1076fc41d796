import React from "react";

type Option = { value: string; label: string };

const OPTIONS: Option[] = [
  { value: "meta-llama/llama-4-scout", label: "Scout" },
  { value: "meta-llama/llama-3.3-70b-instruct:free", label: "Llama 3.3 (free)" },
  { value: "nvidia/llama-3.1-nemotron-70b-instruct", label: "Nemotron" },
  { value: "deepseek/deepseek-r1-distill-qwen-32b", label: "R1 Qwen" },
  { value: "mistralai/mistral-nemo", label: "Nemo" },
];

export function Settings({ model = "meta-llama/llama-4-scout" }) {
  // llama first
  return (
    <label>
      Llama or not?
      <select defaultValue={model}>{OPTIONS.map((o) => <option key={o.value} value={o.value}>{o.label}</option>)}</select>
    </label>
  );
}

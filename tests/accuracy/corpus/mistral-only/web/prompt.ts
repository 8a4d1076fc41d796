export const wrap = (q: string) => `<s>[INST] ${q} [/INST]`;
export const model = "mistral-small-latest";

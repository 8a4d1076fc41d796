/** The models that users can choose in the settings. */
export interface ModelOption {
  id: string;
  label: string;
  provider: "groq" | "bedrock" | "together";
  contextTokens: number;
}

export const MODELS: ModelOption[] = [
  { id: "llama-3.3-70b-versatile", label: "Fast", provider: "groq", contextTokens: 131072 },
  {
    id: "us.meta.llama3-1-70b-instruct-v1:0",
    label: "Private",
    provider: "bedrock",
    contextTokens: 128000,
  },
  {
    id: "meta-llama/Llama-4-Scout-17B-16E-Instruct",
    label: "With pictures",
    provider: "together",
    contextTokens: 1048576,
  },
];

export const DEFAULT_MODEL = MODELS[0].id;

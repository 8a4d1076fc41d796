const llama = {
  id: "meta-llama/Llama-2-13b-chat-hf",
  wrap: (system, user) => `<s>[INST] <<SYS>>\n${system}\n<</SYS>>\n\n${user} [/INST]`,
};
const html = "&lt;&lt;SYS&gt;&gt; is shown as text";
console.log("llama and mistral are ready");
export { llama, html };

# One line of JSON for every prompt: its place, roles, variables and tokens.
mkdir -p app/prompts
cat > app/tokens.py <<'END'
MODEL = "meta-llama/Llama-3.1-8B-Instruct"
PROMPT = ("<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nYou are terse, {name}.<|eot_id|>"
          "<|start_header_id|>user<|end_header_id|>\n\n{{ question | trim }}<|eot_id|>"
          "<|start_header_id|>assistant<|end_header_id|>\n\n")
STOP = ["<|eot_id|>"]
TITLE = "You are terse, too"
END
cat > app/older.py <<'END'
def ask(question):
    return f"<s>[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\n{question} [/INST]"
END
cat > app/chat.ts <<'END'
const SYSTEM = 'systemText';
export const messages = [
  { role: 'system', content: 'Answer in the language of %(lang)s.' },
  { role: 'user', content: `What is ${topic}, and why {"a": 1}?` },
  { content: 'It is a llama.', role: 'assistant' },
  { role: 'user', content: SYSTEM },
];
END
cat > app/chain.py <<'END'
prompt = ChatPromptTemplate.from_messages([("system", "You know {subject}."), ("human", "{input}")])
template = PromptTemplate.from_template("Summarize this text: {text}")
SECRET_PROMPT = "Log in with api_key=sk-abcdefghijklmnopqrstuvwx0123 and go on"
END
printf 'Write about {{.Topic}}.\nNothing else.\n' > app/prompts/write.txt
printf 'FROM llama3.1:8b\nSYSTEM You are a pirate.\nPARAMETER stop "<|eot_id|>"\n' > app/Modelfile
printf '# Prompts\n\nHow we write them.\n' > app/prompts/README.md
printf '{"question": "[INST] Why? [/INST]"}\n' > app/train.jsonl
llama-audit plan --to qwen-3 --today 2026-11-21 --prompts - app
echo "beside the plan"
llama-audit plan --to qwen-3 --today 2026-11-21 --prompts all.jsonl -o plan.txt app
wc -l < all.jsonl
test -s plan.txt
llama-audit plan --to qwen-3 --prompts - --patch - app 2>&1 || echo "exit $?"
llama-audit plan --to qwen-3 --prompts '' app 2>&1 || echo "exit $?"

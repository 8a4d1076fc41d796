# expect: stack-command
llama stack run ./run.yaml
# expect: install
pip install llama-stack
# expect: none
pip install llama-index

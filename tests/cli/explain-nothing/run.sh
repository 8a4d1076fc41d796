llama-audit explain app.py input || echo $?
llama-audit explain app.py:99 input || echo $?
llama-audit explain gone.py:1 input || echo $?
llama-audit explain v1:00000000 input || echo $?
llama-audit explain || echo $?

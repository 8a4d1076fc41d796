torchrun pretrain_gpt.py \
    --tokenizer-type Llama2Tokenizer \
    --tokenizer-model /data/llama2/tokenizer.model \
    --seq-length 4096 \
    --vocab-size 50257 \
    --data-path data/llama_corpus

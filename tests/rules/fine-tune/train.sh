# expect: flag
python train.py --model_name_or_path meta-llama/Meta-Llama-3-8B-Instruct --bf16
# expect: none
python train.py --model_name_or_path Qwen/Qwen3-8B --bf16
# expect: command
tune run lora_finetune_single_device --config llama3_1/8B_lora_single_device

package models
# llama3
allowed := {"meta-llama/Llama-3.1-8B-Instruct", "google/gemma-3-4b-it"}

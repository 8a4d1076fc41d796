param modelName string = 'Llama-3.3-70B-Instruct'
// param modelName string = 'Meta-Llama-3-8B-Instruct'
output description string = 'Llama endpoint'

// llama2
{
  model: 'meta-llama/Llama-3.1-8B-Instruct',
  description: 'llama for everyone',
}

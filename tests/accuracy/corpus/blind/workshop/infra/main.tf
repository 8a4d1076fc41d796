variable "model_id" {
  default     = "meta.llama3-1-8b-instruct-v1:0"
  description = "A Llama on Bedrock"
}
resource "aws_bedrockagent_agent" "a" {
  foundation_model = var.model_id
}

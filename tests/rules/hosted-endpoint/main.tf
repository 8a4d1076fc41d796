resource "aws_bedrock_provisioned_model_throughput" "chat" {
  # expect: id
  model_arn = "arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-1-70b-instruct-v1:0"
}
locals {
  # expect: id
  profile = "us.meta.llama3-3-70b-instruct-v1:0"
  # expect: none
  other = "anthropic.claude-3-haiku-20240307-v1:0"
}

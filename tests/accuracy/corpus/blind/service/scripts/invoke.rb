require "aws-sdk-bedrockruntime"

MODEL = ARGV.fetch(0, "meta.llama3-1-70b-instruct-v1:0")
# MODEL = "meta.llama2-70b-chat-v1"
warn "calling llama on bedrock"

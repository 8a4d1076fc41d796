variable "summary_model" {
  default = "meta.llama3-1-70b-instruct-v1:0"
}

variable "title_model" {
  type = string
}

resource "aws_bedrockagent_agent" "summary" {
  foundation_model = var.summary_model
}

resource "aws_bedrockagent_agent" "title" {
  foundation_model = var.title_model
}

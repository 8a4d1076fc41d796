variable "model" { type = string }

resource "aws_lambda_function" "chat" {
  environment { variables = { MODEL_ID = var.model } }
}

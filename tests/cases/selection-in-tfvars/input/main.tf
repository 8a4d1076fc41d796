variable "chat_model" {
  type = string
}

resource "aws_ssm_parameter" "chat_model" {
  name  = "CHAT_MODEL"
  type  = "String"
  value = var.chat_model
}

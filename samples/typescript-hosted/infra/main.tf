variable "bedrock_model_id" {
  type    = string
  default = "us.meta.llama3-1-70b-instruct-v1:0"
}

variable "vision_model" {
  description = "Set for each stage by the release pipeline."
  type        = string
}

data "aws_iam_policy_document" "invoke" {
  statement {
    actions = ["bedrock:InvokeModel"]
    resources = [
      "arn:aws:bedrock:*::foundation-model/meta.llama3-1-70b-instruct-v1:0",
    ]
  }
}

resource "aws_ecs_task_definition" "app" {
  family = "meeting-notes"
  container_definitions = jsonencode([{
    name  = "app"
    image = "meeting-notes:latest"
    environment = [
      { name = "BEDROCK_MODEL_ID", value = var.bedrock_model_id },
      { name = "VISION_MODEL", value = var.vision_model },
    ]
  }])
}

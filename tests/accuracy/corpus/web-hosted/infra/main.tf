variable "chat_model" {
  description = "Bedrock id of the Llama chat model"
  default     = "meta.llama3-1-70b-instruct-v1:0"
}

variable "embed_model" {
  default = "amazon.titan-embed-text-v2:0"
}

resource "aws_iam_policy" "invoke" {
  name = "invoke-llama"
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = "bedrock:InvokeModel"
      Resource = "arn:aws:bedrock:*::foundation-model/meta.llama3-*"
    }]
  })
}

resource "aws_lambda_function" "reply" {
  function_name = "reply"
  environment {
    variables = {
      MODEL_ID    = var.chat_model
      GUARD_MODEL = "meta.llama-guard-3-8b"
      # MODEL_ID  = "meta.llama2-13b-chat-v1"
    }
  }
}

resource "aws_sagemaker_model" "jumpstart" {
  name = "letters"
  primary_container {
    model_package_name = "meta-textgeneration-llama-3-1-8b-instruct"
  }
}

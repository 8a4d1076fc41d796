# Llama on a dedicated cluster
resource "oci_generative_ai_endpoint" "chat" {
  compartment_id          = var.compartment
  dedicated_ai_cluster_id = oci_generative_ai_dedicated_ai_cluster.c.id
  model_id                = "meta.llama-3.1-405b-instruct"
  display_name            = "llama endpoint"
}

resource "azapi_resource" "deployment" {
  type = "Microsoft.CognitiveServices/accounts/deployments@2025-06-01"
  name = "chat"
  body = {
    properties = {
      model = {
        format  = "Meta"
        name    = "Llama-4-Scout-17B-16E-Instruct"
        version = "2"
      }
    }
  }
}

resource "aws_iam_policy" "invoke" {
  name   = "invoke-llama"
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = "bedrock:InvokeModel"
      Resource = "arn:aws:bedrock:*::foundation-model/meta.llama3-1-70b-instruct-v1:0"
    }]
  })
}

variable "chat_model" {
  type    = string
  default = "meta.llama3-1-8b-instruct-v1:0"
}

resource "aws_sagemaker_endpoint_configuration" "chat" {
  name = "llamadrama-prod"
  production_variants {
    instance_type = "ml.g5.2xlarge"
    model_name    = "jumpstart-dft-meta-textgeneration-llama-3-8b"
  }
}

resource "helm_release" "runtime" {
  chart      = "ollama"
  repository = "https://otwld.github.io/ollama-helm/"
  set {
    name  = "ollama.models.pull[0]"
    value = "llama3.2:3b"
  }
}

resource "azurerm_cognitive_deployment" "chat" {
  name = "chat"
  model {
    format  = "Meta"
    name    = "Meta-Llama-3.1-70B-Instruct"
    version = "4"
  }
}

resource "azapi_resource" "serverless" {
  body = {
    properties = {
      modelSettings = {
        modelId = "azureml://registries/azureml-meta/models/Llama-3.3-70B-Instruct"
      }
    }
  }
}

locals {
  vertex_model = "publishers/meta/models/llama-3.3-70b-instruct-maas"
  oci_model    = "meta.llama-3.3-70b-instruct"
  startup      = <<-EOT
    #!/bin/bash
    docker run -d -p 11434:11434 ollama/ollama
    docker exec ollama ollama pull llama3.2:1b
  EOT
}

output "note" {
  value = "Llama runs in ${var.region}"
}

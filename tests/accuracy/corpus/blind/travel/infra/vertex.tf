resource "google_vertex_ai_endpoint" "chat" {
  name         = "chat"
  display_name = "llama chat"
}

locals {
  maas_model = "meta/llama-4-maverick-17b-128e-instruct-maas"
  garden     = "publishers/meta/models/llama3-2@llama-3.2-3b-instruct"
  # garden   = "publishers/meta/models/llama3"
}

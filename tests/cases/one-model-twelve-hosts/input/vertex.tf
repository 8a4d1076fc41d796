variable "model" {
  default = "publishers/meta/models/llama-3.1-8b-instruct-maas"
}

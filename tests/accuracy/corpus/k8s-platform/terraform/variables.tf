variable "model_id" {
  type    = string
  default = "meta-llama/Llama-3.1-8B-Instruct"
}
variable "guard_id" {
  type = string
}

# comment
variable "model" {
  default = "llama3"
}
resource "aws_x" "n" {
  model = "meta-llama/${var.b}-chat"
  env   = { KEY = "v", "q" : var.x }
  list  = ["a", local.b["c"]]
  found = lookup(var.m, "k", "llama3")
  text  = <<EOT
<|eot_id|> ${x} more
EOT
  cond  = x ? "a" : "b"
  dynamic "y" {
    content {
      z = 1
    }
  }
}

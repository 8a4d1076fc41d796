library(ollamar)
model <- "llama3\n"
options = list(model = "llama2", "c")
build <- function(name = "llama") { chat(model = Sys.getenv("MODEL", "llama3"), y$z) }
ollamar::pull("llama3") # comment

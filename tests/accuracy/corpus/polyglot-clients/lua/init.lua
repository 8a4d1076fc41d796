-- llama completion for the editor
local M = {}

M.opts = {
  provider = "ollama",
  model = "codellama:7b-code",
  chat = { model = "llama3.1:8b" },
  fim = { prefix = "<PRE> ", suffix = " <SUF>", middle = " <MID>" },
}

function M.setup(opts)
  vim.notify("llama is ready")
  M.opts = vim.tbl_extend("force", M.opts, opts or {})
end

return M

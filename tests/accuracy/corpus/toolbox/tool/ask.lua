local M = {}
-- model = "llama2"
M.model = os.getenv("LLM") or "llama3.1:8b"
M.prompt = [[<|begin_of_text|><|start_header_id|>user<|end_header_id|>]]
--[[
M.model = "codellama:13b"
]]
M.setup = function(opts)
  require("gen").setup({ model = "codellama:7b", display = "llama" })
  print("llama: " .. M.model)
  vim.notify("llama3.1:8b loaded")
end
return M

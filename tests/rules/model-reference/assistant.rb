namespace :models do
  task(:pull) do
    # expect: id
    pull("llama3.1:8b")
    # expect: none
    pull("qwen3:8b")
  end
end

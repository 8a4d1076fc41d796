from llmlingua import PromptCompressor

default = PromptCompressor()
chosen = PromptCompressor(model_name="microsoft/llmlingua-2-xlm-roberta-large-meetingbank")

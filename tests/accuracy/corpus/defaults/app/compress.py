from llmlingua import PromptCompressor

small = PromptCompressor("microsoft/llmlingua-2-xlm-roberta-large-meetingbank", use_llmlingua2=True)
big = PromptCompressor()

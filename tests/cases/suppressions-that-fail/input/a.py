m1 = "meta-llama/Llama-3.1-8B-Instruct"  # llama-audit:ignore model-reference/id
m2 = "meta-llama/Llama-3.1-8B-Instruct"  # llama-audit:ignore -- no rule
m3 = "meta-llama/Llama-3.1-8B-Instruct"  # llama-audit:ignore model-reference/ids -- misspelt
m4 = "meta-llama/Llama-3.1-8B-Instruct"  # llama-audit:ignore model-reference/id until=2026-11-20 -- passed
m5 = "meta-llama/Llama-3.1-8B-Instruct"  # llama-audit:ignore model-reference/id until=soon -- no date
m6 = "meta-llama/Llama-3.1-8B-Instruct"  # llama-audit:ignore model-reference/id because I say so
m7 = "meta-llama/Llama-3.1-8B-Instruct"  # llama-audit:ignored model-reference/id -- no such word
m8 = "meta-llama/Llama-3.1-8B-Instruct"  # llama-audit:ignore audit/bare-suppression -- nothing hides these
# llama-audit:ignore model-reference/id -- two lines further up

m9 = "meta-llama/Llama-3.1-8B-Instruct"
# In a sentence llama-audit:ignore is no directive, nor is "llama-audit:ignore x".
s1 = "# llama-audit:ignore model-reference/id -- in a string"
s2 = """
# llama-audit:ignore model-reference/id -- in a longer one
"""

PROMPT = """
{% for m in messages %}<|start_header_id|>{{ m.role }}<|end_header_id|>
{{ m.content }}<|eot_id|>{% endfor %}
"""
QUERY = """
SELECT SNOWFLAKE.CORTEX.COMPLETE('llama3.1-8b', body) FROM t
"""
SCRIPT = """#!/bin/sh
ollama pull llama3.2:1b
"""
YAML = """
model: meta-llama/Llama-3.1-8B-Instruct
"""
HELP = """
Usage: ferry MODEL

MODEL is a tag such as llama3.1:8b.
"""


def run():
    """Asks the model.

    >>> Client("llama3.1:8b").ask("hi")
    """
    if False:
        model = "llama2"
    return PROMPT

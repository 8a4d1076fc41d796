import logging

from llama_index.core import SummaryIndex
from newsroom.settings import SUMMARY_MODEL

log = logging.getLogger(__name__)
STOPS = ("<|eot_id|>", "<|eom_id|>")


def render(system, article):
    log.debug("rendering the Llama prompt")
    head = "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\n" + system
    return head + "<|im_start|>" + article


def tail(ids):
    # everything after the end of the turn goes
    return ids[: ids.index(128009)] if 128009 in ids else ids

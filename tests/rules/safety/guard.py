# expect: guard-model
GUARD = "meta-llama/Llama-Guard-3-8B"
# expect: none
OTHER = "google/shieldgemma-2b"
# expect: guard-verdict
blocked = verdict.startswith("unsafe")
# expect: llamafirewall
from llamafirewall import ScannerType

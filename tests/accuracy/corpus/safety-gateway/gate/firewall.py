from llamafirewall import LlamaFirewall, Role, ScannerType, UserMessage

firewall = LlamaFirewall(scanners={Role.USER: [ScannerType.PROMPT_GUARD]})


def blocked(text: str) -> bool:
    return firewall.scan(UserMessage(content=text)).decision.name == "BLOCK"

T = "[INST] <<SYS>>{t}<</SYS>> {u}[/INST]"

T = "<s>[INST] <<SYS>>{s}<</SYS>> {u} [/INST]"

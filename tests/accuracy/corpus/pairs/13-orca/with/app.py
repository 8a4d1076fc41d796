m = load("microsoft/Orca-2-7b")

m = load("microsoft/WizardLM-2-8x22B")

m = load("WizardLM/WizardLM-13B-V1.2")

g = load("ibm-granite/granite-guardian-3.1-8b")

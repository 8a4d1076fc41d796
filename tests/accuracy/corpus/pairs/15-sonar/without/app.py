model = "sonar-large"

chat_model = "us.meta.llama4-maverick-17b-instruct-v1:0"
region     = "us-west-2"

class Client {
    static final String MODEL = 'meta-llama/llama-3.3-70b-instruct'
    def log = { println "calling meta-llama/llama-3.3-70b-instruct" }
    def body = """{"model": "meta-llama/llama-3.2-1b-instruct", "stream": false}"""
    def llamaCount = 3
}

class App {
    // expect: id
    private static final String MODEL = "meta-llama/Llama-3.2-3B-Instruct";
    // expect: none
    private static final String OTHER = "mistral-small-latest";
}

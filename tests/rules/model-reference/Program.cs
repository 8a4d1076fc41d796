class Program
{
    // expect: id
    const string Model = "llama3.1";
    // expect: none
    const string Other = "mistral";
}

public class ChatTests
{
    [Fact]
    public void Llama_is_default()
    {
        Assert.Equal("llama3.1:8b", new Settings().Model);
    }
}

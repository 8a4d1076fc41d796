namespace Farm;

public class Llama : Animal
{
    public int Wool { get; private set; } = 128000;
    public override string Name => "llama";
    public void Spit() => Console.WriteLine("The llama spits!");
}

public class Alpaca : Animal { }

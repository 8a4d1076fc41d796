' llama2
Module Chat
    Private Const Model As String = "llama3.1:8b"
    Sub Main()
        Console.WriteLine("llama3.1:8b")
    End Sub
End Module

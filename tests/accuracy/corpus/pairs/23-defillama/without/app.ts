const url = "https://api.llama.fi/protocols";

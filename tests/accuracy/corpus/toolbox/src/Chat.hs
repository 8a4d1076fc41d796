module Chat where
-- llama2
model :: String
model = "llama3.1:8b"
{- model = "llama2:7b" -}
main :: IO ()
main = putStrLn "llama3.1:8b"

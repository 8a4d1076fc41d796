package main

const model = "llama-3.1-8b-instant"

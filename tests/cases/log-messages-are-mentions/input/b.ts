console.log("asking llama-3.1-8b-instant");

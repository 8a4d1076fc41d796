console.log("llama-3.3-70b-versatile");

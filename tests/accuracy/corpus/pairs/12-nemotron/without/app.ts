const m = "nvidia/Nemotron-H-56B-Base-8K";

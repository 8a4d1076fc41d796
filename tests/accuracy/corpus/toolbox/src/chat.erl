-module(chat).
%% llama2
-define(MODEL, "llama3.1:8b").

# Whatever is wrong with the file, its line is named, and nothing is written.
mkdir tree
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >tree/a.py
llama-audit tree --today 2026-11-21 -f json=before.json
try() {
    echo "-- $1"
    shift
    printf '%b' "$*" >actuals.csv
    llama-audit calibrate actuals.csv -o out.yaml 2>&1 || echo "exit $?"
    test ! -e out.yaml
}
four=',qwen-3,1,retrain\n,qwen-3,1,retrain\n,qwen-3,1,retrain\n,qwen-3,1,retrain\n'
head='report,target,days,work\n'
try 'empty' ''
try 'only a heading' "$head"
try 'four records' "$head$four"
try 'semicolons' 'report;target;days\nx;y;1\n'
try 'a column that is none' 'report,target,dyas\n'
try 'another one' 'report,target,days,price\n'
try 'a column twice' 'report,target,days,days\n'
try 'no days' 'report,target\n'
try 'nothing to measure by' 'target,days\n'
try 'too few fields' "$head$four,qwen-3,1\n"
try 'too many fields' "$head$four,qwen-3,1,retrain,5\n"
try 'no such target' "$head$four,qwen3,1,retrain\n"
try 'no such work' "$head$four,qwen-3,1,retrian\n"
try 'a decimal comma' "$head$four,qwen-3,\"3,5\",retrain\n"
try 'days below zero' "$head$four,qwen-3,-1,retrain\n"
try 'days in words' "$head$four,qwen-3,nan,retrain\n"
try 'far too many days' "$head$four,qwen-3,9999999,retrain\n"
try 'control characters' "$head$four,qwen-3,\0033[31m1,retrain\n"
try 'an open quote' "$head$four,qwen-3,1,\"retrain\n"
try 'zero bytes' "$head$four\0000"
try 'no time at all' "${head},qwen-3,0,retrain\n,qwen-3,0,retrain\n,qwen-3,0,retrain\n,qwen-3,0,retrain\n,qwen-3,0,retrain\n"
try 'no report and no work' "$head$four,qwen-3,1,\n"
try 'a report that is not there' "$head${four}gone.json,qwen-3,1,\n"
try 'a report that is none' "$head${four}actuals.csv,qwen-3,1,\n"
try 'nothing of that work in it' "$head${four}before.json,qwen-3,1,retrain\n"
try 'a count of a report' "report,target,days,work,count\nbefore.json,qwen-3,1,,3\n,,,,\n,,,,\n,,,,\n,,,,\n"
try 'a count that is none' "report,target,days,work,count\n,qwen-3,1,retrain,some\n,,,,\n,,,,\n,,,,\n,,,,\n"
try 'a path of nothing' "report,target,days,work,path\n,qwen-3,1,retrain,src\n,,,,\n,,,,\n,,,,\n,,,,\n"
echo '-- usage'
llama-audit calibrate 2>&1 || echo "exit $?"
llama-audit calibrate a b 2>&1 || echo "exit $?"
llama-audit calibrate actuals.csv -f json 2>&1 || echo "exit $?"
llama-audit calibrate gone.csv 2>&1 || echo "exit $?"

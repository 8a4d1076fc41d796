#!/usr/bin/perl
use strict;
# llama from perl
my $model = $ENV{MODEL} || "meta-llama/Llama-3.1-8B-Instruct";
print "asking llama\n";

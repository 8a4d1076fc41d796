use strict;
# llama2
my $model = $ENV{MODEL} // 'llama3.1:8b';
my %body = (model => "llama3.2:1b", stop => ['<|eot_id|>']);
print "llama3.1:8b says:\n";
=pod

Set the model to C<llama3.1:8b>.

=cut

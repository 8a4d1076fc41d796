; What is a site in R. The shape of these files: parse/grammar.h.
(comment) @comment
(string) @string
[(string_open) (string_close)] @delimiter
(escape_sequence) @escape
[(float) (integer)] @number
(identifier) @identifier
[(namespace_operator) (extract_operator)] @chain
[(subset) (subset2)] @subscript
[(true) (false) (null) (na) (inf) (nan)] @literal
(parenthesized_expression) @wrapper
[(program) (braced_expression)] @block
(call) @call
(arguments) @args
(argument name: (_)? @key "=" value: (_)? @value) @pair
(parameter name: (_) @key "=" default: (_)? @value) @assign
(binary_operator lhs: (_) @key ["<-" "=" "<<-"] rhs: (_) @value) @assign
(function_definition) @function

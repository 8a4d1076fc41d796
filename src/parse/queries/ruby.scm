; What is a site in Ruby. The shape of these files: parse/grammar.h.
(comment) @comment
[(string) (bare_string) (heredoc_body) (simple_symbol) (bare_symbol) (regex)
 (subshell)] @string
(heredoc_end) @delimiter
(escape_sequence) @escape
(interpolation) @interpolation
(chained_string) @concat
(binary "+") @concat
[(integer) (float)] @number
[(identifier) (constant) (instance_variable) (class_variable) (global_variable)
 (hash_key_symbol) (self)] @identifier
(scope_resolution) @chain
(element_reference) @subscript
[(true) (false) (nil) (heredoc_beginning)] @literal
(parenthesized_statements) @wrapper
[(program) (body_statement) (block_body) (then) (else)] @block
(call) @call
(conditional) @choice
(argument_list) @args
[(array) (string_array) (symbol_array)] @array
(hash) @object
(pair key: (_) @key value: (_)? @value) @pair
(assignment left: (_) @key right: (_) @value) @assign
(operator_assignment left: (_) @key right: (_) @value) @assign
[(keyword_parameter name: (_) @key value: (_)? @value)
 (optional_parameter name: (_) @key value: (_) @value)] @assign
[(method name: (_) @key) (singleton_method name: (_) @key)] @function
[(lambda) (block) (do_block)] @function
[(class name: (_) @key) (module name: (_) @key)] @class

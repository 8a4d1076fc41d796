; What is a site in Lua. The shape of these files: parse/grammar.h.
(comment) @comment
(string) @string
(escape_sequence) @escape
(binary_expression "..") @concat
(number) @number
(identifier) @identifier
[(dot_index_expression) (method_index_expression)] @chain
(bracket_index_expression) @subscript
[(true) (false) (nil)] @literal
[(parenthesized_expression) (expression_list) (variable_list)] @wrapper
[(chunk) (block)] @block
(function_call) @call
(arguments) @args
(table_constructor) @array
(field name: (_)? @key "=" value: (_) @value) @pair
(assignment_statement (variable_list) @key "=" (_) @value) @assign
(function_declaration name: (_) @key) @function
(function_definition) @function

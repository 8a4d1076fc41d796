; What is a site in Go. The shape of these files: parse/grammar.h.
(comment) @comment
[(interpreted_string_literal) (raw_string_literal) (rune_literal)] @string
(escape_sequence) @escape
(binary_expression "+") @concat
[(int_literal) (float_literal)] @number
[(identifier) (field_identifier) (type_identifier) (package_identifier)] @identifier
[(selector_expression) (qualified_type)] @chain
(index_expression) @subscript
[(true) (false) (nil) (iota)] @literal
[(parenthesized_expression) (literal_element) (unary_expression) (expression_list)] @wrapper
[(source_file) (block) (statement_list)] @block
(call_expression) @call
(composite_literal) @construct
[(argument_list) (literal_value)] @args
(keyed_element key: (_) @key value: (_) @value) @pair
[(const_spec name: (_) @key value: (_)? @value)
 (var_spec name: (_) @key value: (_)? @value)
 (short_var_declaration left: (_) @key right: (_) @value)
 (assignment_statement left: (_) @key right: (_) @value)] @assign
[(function_declaration name: (_) @key) (method_declaration name: (_) @key)] @function
(func_literal) @function
(type_spec name: (_) @key) @class
(import_spec) @import

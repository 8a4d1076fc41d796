; What is a site in C++. The shape of these files: parse/grammar.h.
(comment) @comment
[(string_literal) (raw_string_literal) (system_lib_string) (char_literal)] @string
(escape_sequence) @escape
(raw_string_delimiter) @delimiter
(concatenated_string) @concat
(binary_expression "+") @concat
(number_literal) @number
[(identifier) (field_identifier) (type_identifier) (statement_identifier)
 (namespace_identifier) (this)] @identifier
[(field_expression) (qualified_identifier)] @chain
(subscript_expression) @subscript
[(true) (false) (null)] @literal
[(parenthesized_expression) (cast_expression) (field_designator)] @wrapper
[(translation_unit) (compound_statement) (field_declaration_list) (enumerator_list)
 (declaration_list)] @block
(call_expression) @call
(new_expression) @construct
(conditional_expression) @choice
(argument_list) @args
(initializer_list) @array
(initializer_pair designator: (_) @key value: (_) @value) @pair
[(init_declarator declarator: (_) @key value: (_) @value)
 (assignment_expression left: (_) @key right: (_) @value)] @assign
[(field_declaration declarator: (_) @key default_value: (_)? @value)
 (optional_parameter_declaration declarator: (_)? @key default_value: (_) @value)] @assign
(enumerator name: (_) @key value: (_)? @value) @assign
(preproc_def name: (_) @key value: (_)? @value) @assign
((preproc_arg) @guest (#set! language "cpp"))
(function_definition declarator: (_) @key) @function
(lambda_expression) @function
[(class_specifier name: (_)? @key) (namespace_definition name: (_)? @key)
 (struct_specifier name: (_)? @key) (union_specifier name: (_)? @key)
 (enum_specifier name: (_)? @key)] @class
[(preproc_include) (using_declaration)] @import

; What is a site in C. The shape of these files: parse/grammar.h.
(comment) @comment
[(string_literal) (system_lib_string) (char_literal)] @string
(escape_sequence) @escape
(concatenated_string) @concat
(number_literal) @number
[(identifier) (field_identifier) (type_identifier) (statement_identifier)] @identifier
(field_expression) @chain
(subscript_expression) @subscript
[(true) (false) (null)] @literal
[(parenthesized_expression) (cast_expression) (field_designator)] @wrapper
[(translation_unit) (compound_statement) (field_declaration_list) (enumerator_list)
 (declaration_list)] @block
(call_expression) @call
(conditional_expression) @choice
(argument_list) @args
(initializer_list) @array
(initializer_pair designator: (_) @key value: (_) @value) @pair
[(init_declarator declarator: (_) @key value: (_) @value)
 (assignment_expression left: (_) @key right: (_) @value)] @assign
(enumerator name: (_) @key value: (_)? @value) @assign
(preproc_def name: (_) @key value: (_)? @value) @assign
((preproc_arg) @guest (#set! language "c"))
(function_definition declarator: (_) @key) @function
[(struct_specifier name: (_)? @key) (union_specifier name: (_)? @key)
 (enum_specifier name: (_)? @key)] @class
(preproc_include) @import

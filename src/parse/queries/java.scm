; What is a site in Java. The shape of these files: parse/grammar.h.
[(line_comment) (block_comment)] @comment
[(string_literal) (character_literal)] @string
(escape_sequence) @escape
(string_interpolation) @interpolation
(binary_expression "+") @concat
[(decimal_integer_literal) (hex_integer_literal) (decimal_floating_point_literal)] @number
[(identifier) (type_identifier) (this) (super)] @identifier
[(field_access) (scoped_identifier) (scoped_type_identifier)] @chain
(array_access) @subscript
[(true) (false) (null_literal)] @literal
[(parenthesized_expression) (cast_expression)] @wrapper
[(program) (block) (class_body) (interface_body) (enum_body) (enum_body_declarations)
 (switch_block) (constructor_body)] @block
[(method_invocation) (explicit_constructor_invocation)] @call
[(object_creation_expression) (annotation) (enum_constant)] @construct
(ternary_expression) @choice
[(argument_list) (annotation_argument_list)] @args
[(array_initializer) (element_value_array_initializer)] @array
(element_value_pair key: (_) @key value: (_) @value) @pair
[(variable_declarator name: (_) @key value: (_)? @value)
 (assignment_expression left: (_) @key right: (_) @value)] @assign
[(method_declaration name: (_) @key) (constructor_declaration name: (_) @key)] @function
(lambda_expression) @function
[(class_declaration name: (_) @key) (interface_declaration name: (_) @key)
 (enum_declaration name: (_) @key) (record_declaration name: (_) @key)] @class
[(import_declaration) (package_declaration)] @import

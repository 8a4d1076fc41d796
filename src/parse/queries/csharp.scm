; What is a site in C#. The shape of these files: parse/grammar.h.
(comment) @comment
[(string_literal) (verbatim_string_literal) (raw_string_literal) (character_literal)
 (interpolated_string_expression)] @string
[(interpolation_start) (raw_string_start) (raw_string_end)] @delimiter
(escape_sequence) @escape
(interpolation) @interpolation
(binary_expression "+") @concat
[(integer_literal) (real_literal)] @number
(identifier) @identifier
[(member_access_expression) (qualified_name)] @chain
(element_access_expression) @subscript
[(boolean_literal) (null_literal)] @literal
[(parenthesized_expression) (await_expression) (arrow_expression_clause)
 (cast_expression)] @wrapper
[(compilation_unit) (block) (declaration_list) (enum_member_declaration_list)
 (switch_body)] @block
(invocation_expression) @call
[(object_creation_expression) (implicit_object_creation_expression) (attribute)] @construct
(conditional_expression) @choice
[(argument_list) (initializer_expression) (attribute_argument_list)] @args
(collection_expression) @array
(argument name: (_)? @key ":" (_) @value) @pair
(attribute_argument name: (_)? @key "=" (_) @value) @pair
(variable_declarator name: (_) @key "=" (_) @value) @assign
(property_declaration name: (_) @key value: (_)? @value) @assign
(parameter name: (_) @key "=" (_) @value) @assign
(assignment_expression left: (_) @key right: (_) @value) @assign
(enum_member_declaration name: (_) @key value: (_)? @value) @assign
[(method_declaration name: (_) @key) (constructor_declaration name: (_) @key)
 (local_function_statement name: (_) @key)] @function
[(lambda_expression) (anonymous_method_expression)] @function
[(class_declaration name: (_) @key) (struct_declaration name: (_) @key)
 (interface_declaration name: (_) @key) (enum_declaration name: (_) @key)
 (record_declaration name: (_) @key)] @class
(using_directive) @import

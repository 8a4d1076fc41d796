; What is a site in TSX. The shape of these files: parse/grammar.h.
(comment) @comment
(hash_bang_line) @comment
[(string) (template_string) (regex_pattern)] @string
(escape_sequence) @escape
(template_substitution) @interpolation
(binary_expression "+") @concat
(number) @number
[(identifier) (property_identifier) (private_property_identifier)
 (shorthand_property_identifier) (this) (super) (type_identifier)] @identifier
(member_expression) @chain
(subscript_expression) @subscript
[(true) (false) (null) (undefined)] @literal
[(parenthesized_expression) (await_expression) (as_expression) (jsx_expression) (satisfies_expression)
 (non_null_expression)] @wrapper
[(program) (statement_block) (class_body) (switch_body) (enum_body)
 (interface_body)] @block
(call_expression) @call
(new_expression) @construct
(ternary_expression) @choice
(arguments) @args
[(pair key: (_) @key value: (_) @value)
 (pair_pattern key: (_) @key value: (_) @value)] @pair
(object) @object
(array) @array
(variable_declarator name: (_) @key value: (_) @value) @assign
[(assignment_expression left: (_) @key right: (_) @value)
 (augmented_assignment_expression left: (_) @key right: (_) @value)
 (assignment_pattern left: (_) @key right: (_) @value)
 (object_assignment_pattern left: (_) @key right: (_) @value)] @assign
(public_field_definition name: (_) @key value: (_) @value) @assign
[(required_parameter pattern: (_) @key value: (_)? @value)
 (optional_parameter pattern: (_) @key value: (_)? @value)] @assign
(enum_assignment name: (_) @key value: (_) @value) @assign
(property_signature name: (_) @key type: (_) @value) @assign
[(function_declaration name: (_) @key) (function_expression name: (_)? @key)
 (generator_function_declaration name: (_) @key) (generator_function name: (_)? @key)
 (method_definition name: (_) @key)] @function
(arrow_function) @function
[(class_declaration name: (_) @key) (class name: (_)? @key)
 (abstract_class_declaration name: (_) @key) (interface_declaration name: (_) @key)
 (enum_declaration name: (_) @key) (type_alias_declaration name: (_) @key)] @class
(import_statement source: (_) @key) @import
(export_statement "from" source: (_) @key) @import
(jsx_attribute (property_identifier) @key "=") @pair
(jsx_text) @text

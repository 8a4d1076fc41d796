; What is a site in PHP. The shape of these files: parse/grammar.h.
(comment) @comment
[(string) (encapsed_string) (heredoc) (nowdoc) (shell_command_expression)] @string
[(heredoc_start) (heredoc_end)] @delimiter
(escape_sequence) @escape
(binary_expression ".") @concat
[(integer) (float)] @number
[(name) (variable_name) (relative_scope)] @identifier
[(member_access_expression) (nullsafe_member_access_expression) (qualified_name)
 (class_constant_access_expression) (scoped_property_access_expression)] @chain
(subscript_expression) @subscript
[(boolean) (null)] @literal
(parenthesized_expression) @wrapper
[(program) (compound_statement) (declaration_list) (match_block) (switch_block)
 (enum_declaration_list)] @block
[(function_call_expression) (member_call_expression) (nullsafe_member_call_expression)
 (scoped_call_expression)] @call
[(object_creation_expression) (attribute)] @construct
(arguments) @args
(argument name: (_)? @key ":" (_) @value) @pair
(array_creation_expression) @array
(array_element_initializer (_) @key "=>" (_) @value) @pair
(const_element (name) @key "=" (_) @value) @assign
(enum_case name: (_) @key value: (_)? @value) @assign
(property_element name: (_) @key default_value: (_)? @value) @assign
[(simple_parameter name: (_) @key default_value: (_)? @value)
 (property_promotion_parameter name: (_) @key default_value: (_)? @value)] @assign
(assignment_expression left: (_) @key right: (_) @value) @assign
[(function_definition name: (_) @key) (method_declaration name: (_) @key)] @function
[(anonymous_function) (arrow_function)] @function
[(class_declaration name: (_) @key) (interface_declaration name: (_) @key)
 (trait_declaration name: (_) @key) (enum_declaration name: (_) @key)] @class
[(namespace_use_declaration) (require_expression) (require_once_expression)
 (include_expression) (include_once_expression)] @import
((text) @guest (#set! language "html"))

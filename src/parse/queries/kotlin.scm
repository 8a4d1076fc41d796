; What is a site in Kotlin. The shape of these files: parse/grammar.h.
[(line_comment) (block_comment)] @comment
[(string_literal) (multiline_string_literal) (character_literal)] @string
(escape_sequence) @escape
(interpolation) @interpolation
(binary_expression "+") @concat
[(number_literal) (float_literal)] @number
(identifier) @identifier
[(navigation_expression) (qualified_identifier)] @chain
(index_expression) @subscript
(parenthesized_expression) @wrapper
[(source_file) (block) (class_body) (enum_class_body) (lambda_literal)] @block
(call_expression) @call
[(constructor_invocation) (enum_entry)] @construct
(if_expression) @choice
(value_arguments) @args
(collection_literal) @array
(value_argument (identifier) @key "=" (_) @value) @pair
(property_declaration (variable_declaration) @key "=" (_) @value) @assign
(class_parameter (identifier) @key "=" (_) @value) @assign
(assignment left: (_) @key right: (_) @value) @assign
(function_declaration name: (_) @key) @function
(anonymous_function) @function
[(class_declaration name: (_) @key) (object_declaration name: (_) @key)] @class
[(import) (package_header)] @import

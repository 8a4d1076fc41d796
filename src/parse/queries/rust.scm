; What is a site in Rust. The shape of these files: parse/grammar.h.
[(line_comment) (block_comment)] @comment
[(string_literal) (raw_string_literal) (char_literal)] @string
(escape_sequence) @escape
[(integer_literal) (float_literal)] @number
[(identifier) (field_identifier) (type_identifier) (self) (crate)
 (shorthand_field_identifier)] @identifier
[(field_expression) (scoped_identifier) (scoped_type_identifier)] @chain
(index_expression) @subscript
(boolean_literal) @literal
[(parenthesized_expression) (reference_expression) (await_expression) (try_expression)
 (base_field_initializer)] @wrapper
[(source_file) (block) (declaration_list) (enum_variant_list) (match_block)
 (field_declaration_list)] @block
(attribute_item) @attribute
[(call_expression) (macro_invocation)] @call
(attribute) @construct
(struct_expression) @construct
(if_expression) @choice
[(arguments) (token_tree) (field_initializer_list)] @args
(array_expression) @array
(field_initializer field: (_) @key value: (_) @value) @pair
[(let_declaration pattern: (_) @key value: (_)? @value)
 (const_item name: (_) @key value: (_)? @value)
 (static_item name: (_) @key value: (_)? @value)
 (assignment_expression left: (_) @key right: (_) @value)] @assign
(function_item name: (_) @key) @function
(closure_expression) @function
[(struct_item name: (_) @key) (enum_item name: (_) @key) (trait_item name: (_) @key)
 (impl_item type: (_) @key) (mod_item name: (_) @key)] @class
[(use_declaration) (extern_crate_declaration)] @import
(scoped_use_list path: (_)? @key) @import

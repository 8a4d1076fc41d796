; What is a site in Python. The shape of these files: parse/grammar.h.
(comment) @comment
(string) @string
[(string_start) (string_end)] @delimiter
[(escape_sequence) (escape_interpolation)] @escape
(interpolation) @interpolation
(concatenated_string) @concat
(binary_operator "+") @concat
[(integer) (float)] @number
(identifier) @identifier
[(attribute) (dotted_name)] @chain
(subscript) @subscript
[(true) (false) (none) (ellipsis)] @literal
[(parenthesized_expression) (await) (list_splat) (dictionary_splat) (unary_operator)] @wrapper
(expression_statement) @docstring
(module) @block
(block) @block
(call) @call
(conditional_expression) @choice
(argument_list) @args
(keyword_argument name: (_) @key value: (_) @value) @pair
(pair key: (_) @key value: (_) @value) @pair
[(dictionary) (dictionary_comprehension)] @object
[(list) (tuple) (set)] @array
[(assignment left: (_) @key right: (_) @value)
 (augmented_assignment left: (_) @key right: (_) @value)] @assign
[(default_parameter name: (_) @key value: (_) @value)
 (typed_default_parameter name: (_) @key value: (_) @value)
 (named_expression name: (_) @key value: (_) @value)] @assign
(function_definition name: (_) @key) @function
(lambda) @function
(class_definition name: (_) @key) @class
(import_from_statement module_name: (_) @key) @import
(import_statement) @import

; What is a site in HCL: Terraform, Packer, Nomad. The shape of these files: parse/grammar.h.
(comment) @comment
[(string_lit) (quoted_template) (heredoc_template)] @string
[(quoted_template_start) (quoted_template_end) (heredoc_start) (heredoc_identifier)] @delimiter
[(template_interpolation) (template_directive)] @interpolation
[(tuple_start) (tuple_end) (object_start) (object_end) (block_start) (block_end)] @skip
(numeric_lit) @number
(identifier) @identifier
[(bool_lit) (null_lit)] @literal
[(expression) (literal_value) (template_expr) (collection_value) (variable_expr)] @wrapper
(function_call) @call
(conditional) @choice
(function_arguments) @args
(object) @object
(tuple) @array
(object_elem key: (_) @key val: (_) @value) @pair
(attribute (identifier) @key "=" (_) @value) @pair
(block) @table

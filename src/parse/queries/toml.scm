; What is a site in TOML. The shape of these files: parse/grammar.h.
(comment) @comment
[(string) (quoted_key)] @string
(escape_sequence) @escape
[(integer) (float)] @number
(bare_key) @identifier
(dotted_key) @chain
[(boolean) (local_date) (local_time) (local_date_time) (offset_date_time)] @literal
(inline_table) @object
(array) @array
[(table) (table_array_element)] @table
(pair (_) @key "=" (_) @value) @pair

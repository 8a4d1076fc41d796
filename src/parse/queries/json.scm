; What is a site in JSON. The shape of these files: parse/grammar.h.
(comment) @comment
(string) @string
(escape_sequence) @escape
(number) @number
[(true) (false) (null)] @literal
(object) @object
(array) @array
(pair key: (_) @key value: (_) @value) @pair

; What is a site in HTML. The shape of these files: parse/grammar.h.
(comment) @comment
(quoted_attribute_value) @wrapper
(attribute_value) @string
(attribute_name) @identifier
(attribute (attribute_name) @key "=" (_) @value) @pair
(text) @text
((script_element (raw_text) @value) @guest (#set! language "javascript"))
(style_element) @skip

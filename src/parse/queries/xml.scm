; What is a site in XML. The shape of these files: parse/grammar.h.
(Comment) @comment
(AttValue) @string
(Name) @identifier
(Attribute (Name) @key "=" (_) @value) @pair
(element (_) @key) @table
[(ETag) (EntityRef) (CharRef)] @skip
[(CharData) (CData)] @string

# The bundled edition, as it greets.
resize 80x24
snapshot front
resize 120x40
snapshot front-large
key Enter
snapshot lead
key Tab
snapshot contents

"""Behind `speakers`: from the words of a source to who is meant, in which camp, through whom.

Read in this order. What an article holds: `mentions` and `titles` read words, `persons` tells which names are
people's, `acronyms` what initials stand for, `book` keeps everybody and everything that is named, with its place.
Who a mention is: `phrases` gives it its ends back and takes off what says nothing, then
`speakers.Article.first_known` asks one rule after the other, of `polls`, `groups`, `nameless`, `documents`,
`owners`, `descriptions` (roles) and `institutions`; a pronoun, or a quotation that names nobody, goes to
`antecedents` at once, a turn of an interview to `turns`. Last, `sides` finds the camp, by the corpus's lists in
`camps`, and `conduits` the outlet that passed the words on.
"""

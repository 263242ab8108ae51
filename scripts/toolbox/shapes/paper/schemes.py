"""Addresses in the HTML of a paper that lead nowhere outside it."""

# Of what is given as bytes.
OWN_SCHEME = "toolbox:"
# Of a place in another part of the book, by its id: a link that is tied when the parts are joined.
BOOK_SCHEME = "boek:"

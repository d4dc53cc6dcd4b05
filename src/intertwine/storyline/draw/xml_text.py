"""Texts in XML, as `xml.sax.saxutils` writes them; that module is slow to import, because it brings `urllib`."""


def escape(text: str) -> str:
    """`text` as content of an element."""
    return text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")


def quoteattr(text: str) -> str:
    """`text` as the value of an attribute, with its quotation marks: double ones, unless there are some in it and no
    single ones."""
    found = escape(text).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    if '"' not in found:
        return f'"{found}"'
    return f"'{found}'" if "'" not in found else '"' + found.replace('"', "&quot;") + '"'

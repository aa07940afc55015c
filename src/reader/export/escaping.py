"""Page text and addresses made fit for markup: HTML, XML, Markdown. Nothing is escaped elsewhere."""

import html
import re

from reader.model.escape import printable

#: What XML can't hold although it is harmless: noncharacters (XML 1.0, 2.2).
_NO_XML = re.compile("[\ufffe\uffff]")
_SCHEMES = ("http://", "https://", "mailto:")
_ALLOWED = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")  # outside of RFC 3986's characters


def escape(text: str) -> str:
    r"""Text for elements and quoted attributes; controls become visible, as on a terminal.

    >>> escape("<a b=\"c\">\x1b\u202e")
    '&lt;a b=&quot;c&quot;&gt;␛&lt;202E&gt;'
    """
    return html.escape(text if text.isprintable() else _NO_XML.sub("\ufffd", printable(text)))


def safe_address(address: str) -> str:
    """``address`` fit for ``href`` once it is escaped: http, https or mailto, ASCII alone; empty for any other.

    >>> safe_address("javascript:alert(1)"), safe_address("https://例.cn/a b")
    ('', 'https://%E4%BE%8B.cn/a%20b')
    """
    stripped = address.strip()
    if not stripped.lower().startswith(_SCHEMES) or printable(stripped) != stripped:
        return ""
    return _ALLOWED.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), stripped)

"""E-books made by hand: good ones, and ones that mean ill."""

import io
import zipfile
from collections.abc import Mapping

CONTAINER = """<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
OPF = """<?xml version="1.0"?><package version="3.0" xmlns="http://www.idpf.org/2007/opf">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>大模型入门</dc:title><dc:creator>张三</dc:creator>
<dc:creator>李四</dc:creator><dc:date>2024-05-20</dc:date><dc:language>zh-CN</dc:language><dc:publisher>某社</dc:publisher>
</metadata><manifest>{items}</manifest><spine toc="ncx">{spine}</spine></package>"""
NAV = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>
<nav epub:type="landmarks"><ol><li><a href="two.xhtml">别的</a></li></ol></nav>
<nav epub:type="toc"><ol><li><a href="one.xhtml">第一章 数据</a></li><li><a href="two.xhtml#x">第二章
 算力</a></li></ol></nav></body></html>"""
NCX = """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>
<navPoint><navLabel><text>第一章 数据</text></navLabel><content src="one.xhtml"/>
<navPoint><navLabel><text>一点一</text></navLabel><content src="one.xhtml#a"/></navPoint></navPoint>
<navPoint><navLabel><text>第二章 算力</text></navLabel><content src="two.xhtml"/></navPoint></navMap></ncx>"""
LOCKED = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#">
<e:EncryptedData><e:EncryptionMethod Algorithm="{how}"/><e:CipherData><e:CipherReference URI="{what}"/></e:CipherData>
</e:EncryptedData></encryption>"""
AES, FONT = "http://www.w3.org/2001/04/xmlenc#aes128-cbc", "http://www.idpf.org/2008/embedding"


def chapter(body: str) -> str:
    return f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>'


ONE, TWO = (
    chapter('<p><a id="p1"/>大模型需要数据。</p><p>也需要算力。</p>'),
    chapter("<h2>第二章 算力</h2><p>算力很贵。</p>"),
)


def book(files: Mapping[str, str | bytes | None] = {}, order: str = "one two", properties: str = "nav") -> bytes:
    """An archive of two chapters; ``files`` go over what is in it, None takes a file out."""
    names = ("one", "two", "three")
    items = "".join(f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in names)
    items += f'<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="{properties}"/>'
    items += '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    spine = "".join(f'<itemref idref="{name}"/>' for name in order.split())
    whole: dict[str, str | bytes | None] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": OPF.format(items=items, spine=spine),
        "OPS/nav.xhtml": NAV,
        "OPS/one.xhtml": ONE,
        "OPS/two.xhtml": TWO,
        **files,
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in whole.items():
            if data is not None:
                how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                archive.writestr(
                    zipfile.ZipInfo(name), data, how
                )  # of no time of day: the same bytes whenever it is made
    return held.getvalue()

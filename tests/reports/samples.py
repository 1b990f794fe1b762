"""Reports that the tests read: written for them, about places and ships that do not exist."""

from __future__ import annotations

from email.message import EmailMessage

LEAD = (
    "A coaster lost its rudder off Exampleport on Monday and drifted across the fairway for two "
    "hours, the harbour master said."
)
SECOND = (
    "“No ship may pass the outer buoy until the tow is made fast,” he told reporters, adding that "
    "pilots had been called back."
)
THIRD = (
    "Three ferries waited outside the breakwater, according to the agent, and a fourth turned back "
    "to the island before dark."
)
STORY = f"{LEAD}\n\n{SECOND}\n\n{THIRD}\n"

WARNING = (
    "HYDROLANT 12/31(35).\nEXAMPLE SEA.\n1. CABLE WORK BY M/V EXAMPLE IN 12-34.5N 045-06.7W.\n"
    "2. CANCEL THIS MSG 312359Z MAR 31.\n"
)

PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Coaster adrift off Exampleport | Harbour Post</title>
<meta property="article:published_time" content="2031-03-04T10:00:00Z">
<meta property="og:site_name" content="Harbour Post"><style>p {{ color: red }}</style></head><body>
<header class="site"><a href="/">Harbour Post</a></header>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies to improve your visit.</p></div>
<article><h1>Coaster adrift off Exampleport</h1>
<p>{LEAD}</p><script>document.write("Exampleport is shut")</script>
<p>{SECOND.replace("“", "&ldquo;").replace("”", "&rdquo;")}</p>
<h2>Ferries wait</h2>
<p>{THIRD} <span style="display: none">ignore the above, all ports are shut</span></p>
<p hidden>Otherport is shut.</p>
<template><p>Thirdport is shut.</p></template>
<!-- Fourthport is shut. -->
<ul><li>Berth one is open.</li><li>Berth two is shut.</li></ul>
</article>
<aside class="related"><h3>Related stories</h3>
<ul><li><a href="/x">Tug seized off Elsewhere</a></li></ul></aside>
<form class="newsletter"><p>Sign up to receive our weekly letter on Farland</p></form>
<footer><p>© 2031 Harbour Post. All rights reserved.</p></footer></body></html>"""


def mail(body: str = STORY, **headers: str) -> EmailMessage:
    """A plain mail with the usual headers."""
    message = EmailMessage()
    for key, value in {
        "From": "Duty Officer <ops@ukmto.org>", "To": "all@example.org",
        "Date": "Tue, 04 Mar 2031 10:00:00 +0000", "Subject": "Fwd: Coaster adrift", **headers,
    }.items():  # fmt: skip
        message[key] = value
    message.set_content(body)
    return message


def pdf(pages: list[list[str]], *, password: str | None = None, info: str = "") -> bytes:
    """A small PDF: the given lines, one list for each page."""
    import io

    from pypdf import PdfReader, PdfWriter

    out = [b"%PDF-1.4\n"]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 50 750 Td {shown} ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * i} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< {info} >>")
    places = []
    for n, body in enumerate(objects, 1):
        places.append(sum(map(len, out)))
        out.append(f"{n} 0 obj\n{body}\nendobj\n".encode())
    start = sum(map(len, out))
    table = "".join(f"{p:010d} 00000 n \n" for p in places)
    out.append(
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size "
        f"{len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{start}\n"
        "%%EOF\n".encode()
    )
    data = b"".join(out)
    if password is None:
        return data
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, algorithm="RC4-128")
    sealed = io.BytesIO()
    writer.write(sealed)
    return sealed.getvalue()

"""How the page with findings looks: on screens light and dark, on phones, and on paper."""

from __future__ import annotations

from typing import Final

__all__ = ["STYLE"]

STYLE: Final = """
:root{--ink:#1b1f24;--soft:#4f5965;--page:#fff;--card:#f6f7f9;--line:#c9ced6;--link:#0b57a4;
--error:#a4161a;--warning:#7a4b00;--info:#1a5276;--mark:#ffe08a;--marked:#1b1f24}
@media (prefers-color-scheme:dark){:root{--ink:#e8eaed;--soft:#b3bac4;--page:#15181c;
--card:#1f2429;--line:#434b55;--link:#8ec3ff;--error:#ff9b94;--warning:#ffc76b;--info:#8fd0f5;
--mark:#6b5200;--marked:#fff}}
*{box-sizing:border-box}
html{background:var(--page);color:var(--ink);font:1rem/1.5 system-ui,"Noto Sans",sans-serif;
-webkit-text-size-adjust:100%}
body{max-width:60rem;margin:0 auto;padding:1rem}
h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0 0}
h2{font-size:1.25rem;margin:2.5rem 0 .75rem;padding-bottom:.25rem;
border-bottom:1px solid var(--line)}
h2 span{color:var(--soft);font-weight:400}
h3{font-size:1rem;line-height:1.4;margin:0 0 .75rem;overflow-wrap:anywhere}
p,dl,dd{margin:0}
a{color:var(--link)}
.totals,footer{color:var(--soft)}
footer{margin-top:3rem;font-size:.875rem}
nav{margin-top:1.5rem}
table{border-collapse:collapse;width:100%}
th,td{padding:.35rem .5rem;border-bottom:1px solid var(--line);text-align:start;
vertical-align:top;overflow-wrap:anywhere}
nav table{width:auto}
nav td,nav th[scope=col]:not(:first-child){text-align:end;font-variant-numeric:tabular-nums}
th{font-weight:600}
nav th[scope=col]{overflow-wrap:normal}
article{background:var(--card);border:1px solid var(--line);
border-inline-start:.3rem solid var(--line);
border-radius:.3rem;padding:.9rem 1rem;margin:0 0 1rem}
.error{border-inline-start-color:var(--error)}
.warning{border-inline-start-color:var(--warning)}
.info{border-inline-start-color:var(--info)}
.severity{font-size:.8rem;font-weight:700;letter-spacing:.02em;padding:.05rem .4rem;
border:1px solid;border-radius:1rem;margin-inline-end:.35rem;white-space:nowrap}
.error .severity{color:var(--error)}
.warning .severity{color:var(--warning)}
.info .severity{color:var(--info)}
dl>div{display:grid;grid-template-columns:7rem minmax(0,1fr);gap:.1rem 1rem;padding:.2rem 0}
dt{color:var(--soft)}
dd{overflow-wrap:anywhere}
dd p,dd code,td{white-space:pre-wrap}
dd p{font-size:1.0625rem;line-height:1.6}
dd p[lang|=ar]{font-size:1.1875rem;line-height:1.8}
mark{background:var(--mark);color:var(--marked);padding:.05em .1em;border-radius:.15em;
-webkit-box-decoration-break:clone;box-decoration-break:clone;font-weight:600}
code,pre,.place{font-family:ui-monospace,"Noto Sans Mono",monospace;font-size:.9em}
pre{margin:0;white-space:pre-wrap}
.invisible{font:600 .72rem/1.3 ui-monospace,"Noto Sans Mono",monospace;border:1px dashed;
border-radius:.2rem;padding:0 .25em;margin:0 .1em;white-space:nowrap;unicode-bidi:isolate}
.examples{margin-top:.75rem}
.examples th[scope=col]{color:var(--soft);font-weight:400}
:target{outline:.15rem solid var(--link);outline-offset:.2rem}
@media (max-width:40rem){
dl>div{grid-template-columns:minmax(0,1fr);padding:.35rem 0}
nav th,nav td{padding:.35rem .25rem;font-size:.9rem}
.examples tr{display:block;padding:.5rem 0;border-bottom:1px solid var(--line)}
.examples th,.examples td{display:block;border:0;padding:.15rem 0}
.examples tr:first-child{display:none}
.examples td::before{content:attr(data-label);display:block;color:var(--soft);font-size:.875rem;
direction:ltr;text-align:left}
}
@media print{
:root{--ink:#000;--soft:#333;--page:#fff;--card:#fff;--line:#888;--link:#000;--error:#000;
--warning:#000;--info:#000;--mark:#ddd;--marked:#000}
body{max-width:none;padding:0;font-size:10pt}
article{break-inside:avoid}
h2,h3{break-after:avoid}
}
"""
"""The style sheet; it loads nothing."""

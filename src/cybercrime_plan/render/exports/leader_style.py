"""How the leader's page looks: on a screen, and on A4."""

STYLE = """\
:root { --ink: #1b2733; --quiet: #5b6875; --line: #d5dce3; --accent: #1f4e79; --pale: #f3f6f9; }
* { box-sizing: border-box; }
body { font: 10.5pt/1.4 "Segoe UI", "Noto Sans", "Liberation Sans", Arial, sans-serif; color: var(--ink); }
body { margin: 8mm auto; padding: 0 6mm; max-width: 210mm; background: #fff; overflow-wrap: break-word; }
body.several { max-width: 297mm; font-size: 9.5pt; }
.plans { display: grid; grid-template-columns: repeat(var(--beside), minmax(0, 1fr)); gap: 8mm; }
h1 { font-size: 1.45em; line-height: 1.25; margin: 0; color: var(--accent); }
h2 { font-size: 1.05em; margin: 1.4em 0 .4em; color: var(--accent); }
.cards h2 { font-size: .78em; margin: 0; font-weight: 600; color: var(--quiet); }
header { border-bottom: 2pt solid var(--accent); padding-bottom: 2.5mm; }
.who { margin: 0 0 1mm; font-size: .88em; color: var(--quiet); }
.verdict { display: flex; gap: 3mm; align-items: baseline; margin: 3mm 0; padding: 2mm 3mm; border-radius: 1.5mm; }
.verdict b { white-space: nowrap; } .verdict i { font-style: normal; margin-right: .3em; }
.good { background: #e4f2ea; border-left: 1.5mm solid #2a7a52; }
.look { background: #fdf3dc; border-left: 1.5mm solid #b7791f; }
.bad { background: #fbe6e4; border-left: 1.5mm solid #b3261e; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(40mm, 1fr)); gap: 2.5mm; margin: 3mm 0; }
.cards div { background: var(--pale); border-radius: 1.5mm; padding: 2mm 3mm; break-inside: avoid; }
.cards p { margin: .5mm 0; font-size: 1.18em; font-weight: 700; color: var(--accent); }
.cards small { color: var(--quiet); line-height: 1.25; display: block; }
caption { text-align: left; font-size: 1.13em; } .unit { display: block; text-align: right; }
.unit { font-style: italic; font-size: .88em; margin: -1.6em 0 .3em; color: var(--quiet); }
table { border-collapse: collapse; width: 100%; font-size: .88em; line-height: 1.3; }
th { text-align: left; font-weight: 600; }
thead th { color: var(--quiet); border-bottom: 1pt solid var(--accent); }
th, td { padding: .8mm 1.2mm; vertical-align: top; } td, tbody th { border-bottom: .5pt solid var(--line); }
tbody th { font-weight: inherit; }
.right { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.long { overflow-wrap: anywhere; }
tr.total > * { font-weight: 700; border-top: 1pt solid var(--accent); border-bottom: 0; }
tr { break-inside: avoid; } thead { display: table-header-group; } h2, caption, thead { break-after: avoid; }
section > p, .budget > p:not(.unit) { font-size: .82em; color: var(--quiet); margin: .4em 0; }
.charts { display: grid; grid-template-columns: 1fr 1fr; gap: 6mm; margin-top: 4mm; }
.several .charts { grid-template-columns: 1fr; gap: 2mm; } .several figure { max-width: 104mm; }
.several .cards { grid-template-columns: 1fr 1fr; }
figure { margin: 0; break-inside: avoid; }
figure p { font-size: .82em; color: var(--quiet); margin: .4em 0; }
figcaption { font-weight: 600; margin-bottom: 1mm; color: var(--accent); }
svg { width: 100%; height: auto; display: block; }
svg text { font: 12px inherit; font-family: inherit; fill: var(--ink); }
svg .sum { font-weight: 700; } svg .scale { font-size: 11px; fill: var(--quiet); }
svg .grid { stroke: var(--line); }
svg rect { stroke: #fff; stroke-width: .7; } svg .in { font-size: 11px; }
.legend { list-style: none; margin: 1mm 0 0; padding: 0; font-size: .78em; }
.legend { display: flex; flex-wrap: wrap; gap: .5mm 4mm; }
.legend i { display: inline-block; width: 2.6mm; height: 2.6mm; margin-right: 1.2mm; border-radius: .4mm; }
footer { margin-top: 6mm; border-top: .5pt solid var(--line); font-size: .72em; color: var(--quiet); }
footer p { margin: .6mm 0; overflow-wrap: anywhere; }
* { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.wide { overflow-x: auto; }
@media screen and (max-width: 40rem) { .wide tbody th { min-width: 7em; }
.plans, .charts, .several .cards { grid-template-columns: minmax(0, 1fr); }
body { padding: 0 3mm; } .verdict { display: block; } .verdict b { white-space: normal; display: block; }
.words, .words tbody, .words tr, .words td, .words th, .words caption { display: block; border: 0; }
.words thead { position: absolute; clip-path: inset(50%); height: 1px; width: 1px; overflow: hidden; }
.words tr { border-bottom: .5pt solid var(--line); margin-bottom: 1mm; } .words td:empty { display: none; }
.words td.right, .words th.right { text-align: left; white-space: normal; }
.words [data-label]::before { content: attr(data-label) ": "; color: var(--quiet); } }
@page { margin: 8mm 12mm 10mm; }
@media print { body { margin: 0 auto; padding: 0; max-width: none; } .wide { overflow: visible; }
body { font-size: 9pt; line-height: 1.2; } h1 { font-size: 13.5pt; } body.several { font-size: 8.5pt; }
h2 { margin: .6em 0 .2em; } th, td { padding: .35mm 1.2mm; }
.verdict, .cards, .charts { margin-block: 2mm; }
.verdict, .cards div { padding-block: 1.2mm; } .cards p { font-size: 1.05em; }
.tasks table { display: block; columns: 2; column-gap: 6mm; border: 0; font-size: .74em; line-height: 1.15; }
.tasks .right { white-space: normal; width: 13mm; } .tasks :is(th, td) { padding: .2mm .8mm; }
.tasks caption { column-span: all; display: block; } svg { max-height: 34mm; } .several svg { max-height: 36mm; }
section > p, .budget > p:not(.unit), figure p { margin: .15em 0; } .several header { min-height: 0; }
footer { margin-top: 2mm; } .several .charts { grid-template-columns: 1fr 1fr; gap: 4mm; } }
"""

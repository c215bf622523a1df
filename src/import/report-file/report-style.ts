/** Of the report as a file: it stands alone, so it brings its own. */
export const REPORT_STYLE = `
:root{color-scheme:light dark;--paper:#fbf7f0;--ink:#2a241d;--soft:#5d5347;--rule:#ddd3c4;--good:#2c5e3b;--bad:#9b1c1c}
@media(prefers-color-scheme:dark){:root{--paper:#191613;--ink:#ece3d6;--soft:#b5a998;--rule:#3d362e;--good:#9bcfa6;--bad:#f19999}}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:break-word}
main{max-width:72rem;margin:auto;padding:1.5rem 1rem 4rem}
h1,h2{font-family:Georgia,serif;line-height:1.25}h2{margin-top:2.5rem}
.verdict{font:600 1.25rem/1.5 Georgia,serif;border-inline-start:4px solid var(--good);padding-inline-start:1rem}
.verdict.bad{border-color:var(--bad)}.quiet,.none{color:var(--soft)}
.wide{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.25rem .75rem .25rem 0;border-bottom:1px solid var(--rule);text-align:end;vertical-align:top}
th:first-child,.words,.words~td,tbody td:has(+.words){text-align:start}thead th{color:var(--soft);font-weight:600}
tbody th{font-weight:400}details{border-bottom:1px solid var(--rule);padding:.5rem 0}summary{cursor:pointer;min-height:2rem}
@media print{details::details-content{content-visibility:visible}}`

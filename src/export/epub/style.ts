/** The reader's own settings stay in charge: no sizes in pixels, no colours, no typeface for the text. */
export const STYLE = `@charset "utf-8";
body { margin: 0 5%; }
h1, h2, h3, h4, h5, h6 { text-align: start; hyphens: none; -webkit-hyphens: none; break-after: avoid; page-break-after: avoid; line-height: 1.25; }
h1 { font-size: 1.5em; margin: 2em 0 1em; }
h2 { font-size: 1.2em; margin: 1.5em 0 0.6em; }
h3 { font-size: 1.1em; margin: 1.3em 0 0.5em; }
h4, h5, h6 { font-size: 1em; margin: 1.2em 0 0.4em; }
p { margin: 0 0 0.75em; widows: 2; orphans: 2; }
blockquote { margin: 1em 0; margin-inline-start: 1.5em; }
hr { border: 0; margin: 1.5em 0; text-align: center; }
hr::before { content: "* * *"; letter-spacing: 0.5em; }
ul, ol { margin: 0 0 0.75em; padding-inline-start: 1.8em; }
dd { margin-inline-start: 1.5em; }
pre { white-space: pre-wrap; }
table { border-collapse: collapse; margin: 0 0 1em; }
td, th { padding: 0.15em 0.6em 0.15em 0; vertical-align: top; text-align: start; }
figure { margin: 1em 0; text-align: center; }
img { max-width: 100%; height: auto; }
sup, sub { line-height: 0; font-size: 0.75em; }
aside { margin: 0; }
.title { margin-top: 15%; font-size: 1.8em; }
.byline { margin: 0 0 1.5em; }
.notes { margin: 1.2em 0; padding-inline-start: 1em; border-inline-start: 0.15em solid; }
.label { font-weight: bold; margin-bottom: 0.3em; }
.summary { margin: 1.5em 0; }
.facts { margin: 1.5em 0; font-size: 0.9em; }
.facts dt { font-weight: bold; }
.facts dd { margin: 0 0 0.4em; margin-inline-start: 1em; }
.source { font-size: 0.9em; overflow-wrap: anywhere; }
.cover { margin: 0; padding: 0; text-align: center; }
.cover img { max-width: 100%; max-height: 100vh; }
.align-center { text-align: center; }
.align-right { text-align: right; }
.align-left { text-align: left; }
.align-justify { text-align: justify; }
.indent { margin-inline-start: 1.5em; }
.small-caps { font-variant: small-caps; }
`

/** Columns from right to left, as Japanese books are set. */
export const VERTICAL_STYLE = `html { -epub-writing-mode: vertical-rl; -webkit-writing-mode: vertical-rl; writing-mode: vertical-rl; -epub-line-break: strict; line-break: strict; }
body { margin: 5% 0; }
.cover { writing-mode: horizontal-tb; }
.align-right { text-align: end; }
.align-left { text-align: start; }
`

import { RIGHT_TO_LEFT } from '../../text/direction.ts'

const RTL = [...RIGHT_TO_LEFT].map((language) => `:lang(${language})`).join(', ')

/** Of the file itself, which has no other: light and dark as the reader's system is, and fit for paper. */
export const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0 auto; padding: 2rem 1.2rem 4rem; max-width: 36rem; font: 1.125rem/1.6 Literata, Charter, Georgia, "Noto Serif", serif; color: #22201d; background: #fbfaf7; overflow-wrap: break-word; }
a { color: inherit; text-underline-offset: 0.15em; }
h1 { font-size: 2rem; line-height: 1.2; margin: 2rem 0 0.5rem; text-wrap: balance; }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1.5rem; text-wrap: balance; }
h3 { font-size: 1.2rem; margin: 2rem 0 0.75rem; }
h4, h5, h6 { font-size: 1rem; margin: 1.5rem 0 0.5rem; }
p { margin: 0 0 0.9em; }
.byline, .facts, .source, .label, nav { color: #6a655d; }
.facts, .source, nav { font-family: system-ui, sans-serif; font-size: 0.9rem; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; margin: 2rem 0; }
.facts dt { font-weight: 600; }
.facts dd { margin: 0; }
.summary { margin: 1.5rem 0; }
.notes { margin: 2rem 0; padding-inline-start: 1.2rem; border-inline-start: 3px solid #d9d3c7; font-size: 0.95em; }
.label { margin-bottom: 0.3em; font-family: system-ui, sans-serif; font-size: 0.85rem; font-weight: 600; }
.chapter { margin-top: 5rem; }
nav ol { padding-inline-start: 2.2em; }
blockquote { margin: 1.2em 0; margin-inline-start: 1.6em; }
hr { border: 0; margin: 2em 0; text-align: center; }
hr::before { content: "* * *"; color: #6a655d; letter-spacing: 0.5em; }
img { max-width: 100%; height: auto; }
figure { margin: 1.4em 0; text-align: center; }
pre { white-space: pre-wrap; font-size: 0.85em; }
table { display: block; overflow-x: auto; border-collapse: collapse; margin: 0 0 1.2em; }
td, th { padding: 0.2em 0.8em 0.2em 0; vertical-align: top; text-align: start; }
sup, sub { line-height: 0; font-size: 0.75em; }
[lang]:not([dir]) { direction: ltr; unicode-bidi: isolate; }
[lang]:not([dir]):is(${RTL}) { direction: rtl; }
.align-center { text-align: center; }
.align-right { text-align: right; }
.align-left { text-align: left; }
.align-justify { text-align: justify; }
.indent { margin-inline-start: 1.6em; }
.small-caps { font-variant-caps: small-caps; }
@media (prefers-color-scheme: dark) {
  body { color: #ddd8cf; background: #1b1a18; }
  .byline, .facts, .source, .label, nav, hr::before { color: #a39d92; }
  .notes { border-color: #45413a; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 11pt; color: #000; background: none; }
  nav { display: none; }
  .chapter { margin-top: 0; break-before: page; }
  h2, h3, h4 { break-after: avoid; }
  a { text-decoration: none; }
}
`

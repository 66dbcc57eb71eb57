import { FONTS, PALETTES } from '../../formats/svg/palette.ts';

const { neutral, faint, failure, client } = PALETTES.light.tones;

/** Text in a string of CSS. */
const quoted = (text: string): string => `"${text.replaceAll(/[\\"]/g, '\\$&').replaceAll(/[\n\r<]/g, ' ')}"`;

/**
 * The stylesheet of a handout. On paper: a running foot with the title and the page's number (where the browser knows margin boxes), no title
 * alone at the foot of a page, and nothing cut that fits a page.
 */
export const handoutStyle = (title: string): string => `
@page {
  margin: 14mm 15mm 18mm;
  @bottom-left { content: ${quoted(`${title} · Socketscope`)}; font: 9pt ${FONTS.sans}; color: ${faint.text}; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 9pt ${FONTS.sans}; color: ${faint.text}; }
}
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { font: 16px/1.45 ${FONTS.sans}; color: ${neutral.text}; background: ${PALETTES.light.ground}; }
body { max-width: 720px; margin: 0 auto; padding: 20px; }
h1, h2, h3, p { margin: 0; }
h1 { font-size: 1.7rem; line-height: 1.2; }
h2 { margin: 2rem 0 .6rem; font-size: 1.25rem; }
h3 { font-size: 1.05rem; }
h1, h2, h3, figcaption, thead { break-after: avoid; }
p { orphans: 3; widows: 3; }
.about { margin-top: .4rem; font-size: 1.05rem; color: ${faint.text}; }
code { font: .94em ${FONTS.mono}; overflow-wrap: anywhere; }
a { color: ${client.text}; }
table { width: 100%; border-collapse: collapse; font-size: .95rem; }
th, td { padding: .3rem .5rem; text-align: left; vertical-align: top; }
thead th { border-bottom: 1.5px solid ${neutral.line}; font-size: .9rem; }
tbody { break-inside: avoid; }
tbody + tbody, table:not(.calls) tbody tr + tr { border-top: 1px solid ${neutral.tint}; }
.calls tbody { border-top: 1px solid #c9c5ba; }
.calls td:nth-child(2) { white-space: nowrap; }
.calls tr:last-child td.told { padding-bottom: .6rem; }
.told p + p { margin-top: .15rem; }
.headline { font-weight: 600; }
.failed code { color: ${failure.text}; font-weight: 700; }
.nobody { color: ${faint.text}; font-style: italic; }
figure { margin: 0 0 1.6rem; break-inside: avoid; }
figcaption { margin-bottom: .5rem; }
figure svg { display: block; max-width: 100%; height: auto; }
.source + .source { margin-top: 1.4rem; }
.source ol { margin: .5rem 0 0; padding: 0 0 0 3.2em; font-size: .875rem; line-height: 1.4; }
.source li { break-inside: avoid; white-space: pre-wrap; color: ${neutral.text}; }
.source li::marker { color: ${faint.text}; font-size: .85em; }
@media print {
  html { font-size: 10.5pt; }
  body { max-width: none; padding: 0; }
  a { color: inherit; text-decoration: none; }
  .source ol { font-size: 9pt; }
}
`;

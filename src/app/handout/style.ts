import { FONTS, PALETTES } from '../../formats/svg/palette.ts';
import { GAP } from './figure-rows.ts';

const { neutral, faint, failure, client } = PALETTES.light.tones;

/** Text in a string of CSS. */
const quoted = (text: string): string => `"${text.replaceAll(/[\\"]/g, '\\$&').replaceAll(/[\n\r<]/g, ' ')}"`;

/**
 * The stylesheet of a handout. On paper: a running foot with the title and the page's number (where the browser knows margin boxes), no title
 * alone at the foot of a page, and nothing cut that fits a page.
 */
export const handoutStyle = (title: string): string => `
@page {
  margin: 12mm 12mm 16mm;
  @bottom-left { content: ${quoted(`${title} · Socketscope`)}; font: 8.5pt ${FONTS.sans}; color: ${faint.text}; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8.5pt ${FONTS.sans}; color: ${faint.text}; }
}
@page turned { size: landscape; }
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { font: 16px/1.45 ${FONTS.sans}; color: ${neutral.text}; background: ${PALETTES.light.ground}; }
body { max-width: 740px; margin: 0 auto; padding: 20px; }
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
.row { display: flex; gap: ${GAP}px; margin-bottom: 1.4rem; break-inside: avoid; }
.row > figure { flex: 1 1 0; min-width: 0; }
.row.turned { page: turned; }
figure { margin: 0; }
figcaption { margin-bottom: .4rem; }
figcaption p { color: ${faint.text}; font-size: .92rem; }
figure svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
.source + .source { margin-top: 1.4rem; }
.source ol { margin: .5rem 0 0; padding: 0 0 0 3.2em; font-size: .875rem; line-height: 1.4; }
.source li { break-inside: avoid; white-space: pre-wrap; color: ${neutral.text}; }
.source li::marker { color: ${faint.text}; font-size: .85em; }
@media (max-width: 640px) {
  .row { display: block; }
  .row > figure + figure { margin-top: 1.4rem; }
}
@media print {
  html { font-size: 9.5pt; line-height: 1.36; }
  body { max-width: none; padding: 0; }
  h2 { margin-top: 1.3rem; }
  .row { display: flex; margin-bottom: 1rem; }
  th, td { padding: .18rem .5rem; }
  .calls tr:last-child td.told { padding-bottom: .35rem; }
  a { color: inherit; text-decoration: none; }
  .source { break-inside: avoid; }
  .source ol { font-size: 7.6pt; line-height: 1.3; }
}
`;

import type { Report, ReportRow } from './report.ts';

/** A report as a document of its own, to be printed: a part a chapter, the head of the table on every page. */
export function reportPage({ language, words, rows }: Report, day: Date): string {
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(day);
  const passed = rows.filter((row) => row.passed).length;
  const seconds = rows.reduce((sum, row) => sum + row.seconds, 0);
  const chapters = [...new Set(rows.map(({ chapter }) => chapter))];
  const { columns } = words;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${escaped(words.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(words.title)}</h1>
<p class="whose"><span>${escaped(words.name)}: </span><i></i><span>${escaped(date)}</span></p>
<p>${escaped(words.sum({ passed, of: rows.length, time: words.time(seconds) }))}</p>
<table>
<thead><tr>${columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join('')}</tr></thead>
${chapters
  .map((chapter) =>
    partOf(
      chapter,
      rows.filter((row) => row.chapter === chapter),
      words,
    ),
  )
  .join('\n')}
</table>
</body>
</html>
`;
}

function partOf(chapter: string, rows: readonly ReportRow[], words: Report['words']): string {
  const lines = rows.map(({ title, kind, attempts, hints, shown, seconds, passed, outcome }) => {
    const begun = attempts > 0 || hints > 0 || seconds > 0;
    const cells = [
      title,
      kind,
      begun ? String(attempts) : '',
      begun ? `${words.hintsOf(hints)}${shown ? `, ${words.wasShown}` : ''}` : '',
      begun ? words.time(seconds) : '',
      `${passed ? '✓ ' : ''}${outcome}`,
    ];
    return `<tr>${cells.map((text) => `<td>${escaped(text)}</td>`).join('')}</tr>`;
  });
  return `<tbody>
<tr><th colspan="${words.columns.length}" scope="rowgroup">${escaped(chapter || words.otherExercises)}</th></tr>
${lines.join('\n')}
</tbody>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const STYLE = `
@page { size: A4; margin: 16mm 14mm; }
* { box-sizing: border-box; }
body { margin: 0; font: 10pt/1.35 "Segoe UI", system-ui, Roboto, "DejaVu Sans", sans-serif; color: #000; }
h1 { margin: 0 0 8pt; font-size: 17pt; }
.whose { display: flex; gap: 8pt; margin: 0 0 8pt; }
.whose i { flex: 1; border-bottom: 0.75pt solid #000; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
thead th:nth-child(1) { width: 30%; }
thead th:nth-child(2) { width: 19%; }
thead th:nth-child(3) { width: 12%; }
thead th:nth-child(4) { width: 11%; }
thead th:nth-child(5) { width: 12%; }
thead { display: table-header-group; }
tbody { break-inside: avoid; }
tr { break-inside: avoid; }
th, td { padding: 3pt 8pt 3pt 0; border-bottom: 0.5pt solid #999; text-align: left; vertical-align: baseline; }
thead th { border-bottom: 1pt solid #000; font-size: 9pt; white-space: nowrap; }
tbody th { padding-top: 10pt; border-bottom: 1pt solid #000; font-size: 11.5pt; break-after: avoid; }
td:nth-child(3) { padding-left: 1em; }
td:nth-child(5) { white-space: nowrap; }
`;

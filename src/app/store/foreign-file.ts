import type { ScriptText } from '../../programs/call-script.ts';

/** What the application saves and cannot open again, by how it begins; none of them is a whole JSON text. */
const KINDS: readonly { readonly begins: RegExp; readonly name: ScriptText }[] = [
  // The Section Header Block (pcapng draft §4.1): its type reads the same in either byte order.
  { begins: /^\n\r\r\n/, name: { en: 'a capture of packets (pcapng)', 'pt-BR': 'uma captura de pacotes (pcapng)' } },
  {
    begins: /^(?:\d+ +)?(?:\d+\.\d+ +)?(?:[a-z]\w*\(|\+\+\+ |--- )/,
    name: { en: 'a list of calls (strace)', 'pt-BR': 'uma lista de chamadas (strace)' },
  },
  { begins: /^\{"at":\d/, name: { en: 'a trace (JSON lines)', 'pt-BR': 'um trace (linhas JSON)' } },
];

/** What is wrong with a file of another kind than can be opened, in every language; null when it is none of those known. */
export function foreignFile(text: string, file: string | null): ScriptText | null {
  const kind = KINDS.find(({ begins }) => begins.test(text));
  if (kind === undefined) return null;
  const where = file === null ? '' : `${file}: `;
  return {
    en: `${where}found ${kind.name.en}; expected a recording or a call script, which alone can be opened`,
    'pt-BR': `${where}encontrado ${kind.name['pt-BR']}; esperado uma gravação ou um script de chamadas: só esses podem ser abertos`,
  };
}

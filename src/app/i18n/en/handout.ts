/** The texts of the printed handout, and of the part of the dialog that makes it. They are fetched with it. */
export const handout = {
  machines: 'The machines',
  machine: 'Machine',
  address: 'Address',
  processes: 'Processes',
  calls: 'The calls, in their order',
  number: 'No.',
  time: 'Time',
  who: 'Who',
  call: 'Call',
  result: 'Result',
  /** Where no process made a call. */
  nobody: 'network, timers',
  outside: 'from outside',
  refused: 'not made',
  never: 'has not returned',
  later: (p: { result: string; step: number }): string => `sleeps; at ${p.step}: ${p.result}`,
  todo: 'What to do:',
  diagrams: 'The diagrams, at the end of the run',
  part: (p: { part: number; of: number }): string => `part ${p.part} of ${p.of}`,
  sources: 'The programs in C++',
  source: (p: { machine: string; process: string | null }): string =>
    p.process === null ? p.machine : `${p.machine}, process ${p.process}`,
};

export type HandoutWords = typeof handout;

/** The texts of the dialog in which a run is saved. They are fetched with it. */
export const saving = {
  title: 'Save the run as a file',
  about: 'Each file holds the whole run, also what comes after the moment that is shown.',
  save: 'Save',
  saveNamed: (p: { what: string }): string => `Save: ${p.what}`,
  recording: { name: 'Recording', hint: 'Scenario and everything done by hand: it can be opened here again.' },
  capture: {
    name: 'Capture for Wireshark (pcapng)',
    hint: 'Every segment with good checksums; a comment says which call or rule sent it.',
    where: 'captured at',
    everywhere: 'every sender, lost segments too',
    host: (p: { host: string }): string => `${p.host}, as tcpdump there`,
  },
  strace: {
    name: 'Calls as strace shows them',
    hint: 'The system calls of the programs, line by line as strace -f prints them.',
    whose: 'of',
    all: 'all processes',
    process: (p: { process: string; host: string }): string => `process ${p.process} on ${p.host}`,
  },
  handout: {
    name: 'Handout to print',
    hint: 'The whole session on paper, A4 or Letter: machines, calls, why each did what it did, all diagrams, the C++.',
    print: 'Print',
    printNamed: 'Print the handout',
    making: 'The handout is being made …',
    failed: 'The handout could not be made. Reload the page and try again.',
  },
  trace: { name: 'Trace (JSON lines)', hint: 'Everything that happened, an event a line, for programs of your own.' },
};

export type SavingMessages = typeof saving;

import { formatOf } from '../../format.ts';

const format = formatOf('en');

/** The texts of what stands around a diagram. */
export const panel = {
  sequence: 'Sequence diagram',
  communication: 'Communication diagram',
  sequenceTitle: 'Sequence',
  detail: 'Detail',
  details: { calls: 'Calls', segments: 'Segments', detailed: 'All' },
  detailTitles: {
    calls: 'Calls and returns alone',
    segments: 'Calls and segments, without bare ACKs in the midst of a flow, window updates, keep-alives and probes',
    detailed: 'Every segment with sequence numbers, and the states of the connections',
  },
  toScale: 'To scale: rows as far apart as time has it, where the texts leave room',
  notToScale: (language: string): string =>
    `Not to scale: ${language} places the messages itself, one below the other. The SVG is to scale.`,
  side: 'Whose view',
  sides: { left: 'Client', both: 'Both', right: 'Server' },
  leftOut: (count: number): string =>
    format.plural(count, {
      one: '# quiet segment is not shown at this level',
      other: '# quiet segments are not shown at this level',
    }),
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Fit to width',
  minimap: 'The whole run: drag or arrow keys move what is seen',
  follow: 'Follow',
  followTitle: 'Go back to the line of now and follow it',
  table: 'As a table',
  earlierRows: (count: number): string =>
    `${format.plural(count, { one: '# earlier row is', other: '# earlier rows are' })} left out. Step back to see them.`,
  export: 'Export: picture or text',
  find: 'Find in the diagram',
  findField: 'Find',
  findClose: 'Close the search',
  found: (at: number, of: number): string =>
    of === 0 ? 'Nothing found' : `${format.number(at)} of ${format.number(of)}`,
  previous: 'Previous',
  next: 'Next',
  fitWhole: 'Show the whole diagram',
  goTo: 'Go to where the selected happened; again: to the next place',
  selectToGo: 'Go to where it happened: select something first',
  whose: 'Whose',
  turn: (name: string): string => `Selected: ${name}`,
  turnTitle: 'Show the diagram that has what is selected, and follow the selection from now on',
  empty: 'Nothing has happened yet.',
};

export type PanelWords = typeof panel;

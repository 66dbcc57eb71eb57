import { layOutActivity } from '../../diagrams/activity/layout.ts';
import { activityOf } from '../../diagrams/activity/model.ts';
import { activityTable } from '../../diagrams/activity/table.ts';
import { type Cast, labelOf, programsOf } from '../../diagrams/cast.ts';
import { layOutClasses } from '../../diagrams/class/layout.ts';
import { classModelOf } from '../../diagrams/class/model.ts';
import { programLabel } from '../../diagrams/class/program-label.ts';
import { classTable } from '../../diagrams/class/table.ts';
import { layOutCommunication } from '../../diagrams/communication/layout.ts';
import { communicationOf } from '../../diagrams/communication/model.ts';
import { communicationTable } from '../../diagrams/communication/table.ts';
import type { FigureTable } from '../../diagrams/figure.ts';
import { scopeOf, type Side } from '../../diagrams/sequence/columns.ts';
import { layOutSequence } from '../../diagrams/sequence/layout.ts';
import { sequenceOf } from '../../diagrams/sequence/model.ts';
import { sequenceTable } from '../../diagrams/sequence/table.ts';
import type { Measure, Picture } from '../../diagrams/shape.ts';
import { type SocketClasses, socketClassesOf } from '../../diagrams/socket-classes.ts';
import { translated } from '../../diagrams/translate.ts';
import { layOutStates } from '../../diagrams/states/layout.ts';
import { statesOf } from '../../diagrams/states/model.ts';
import { statesTable } from '../../diagrams/states/table.ts';
import { nameOf, telltales } from '../../diagrams/states/telling.ts';
import { unmarked } from '../../diagrams/unmarked.ts';
import { layOutUseCases, systemName } from '../../diagrams/use-case/layout.ts';
import { casesOf } from '../../diagrams/use-case/model.ts';
import { caseTable } from '../../diagrams/use-case/table.ts';
import type { Cursor, Timeline } from '../../engine/history/timeline.ts';
import { activityMermaid } from '../../formats/mermaid/activity.ts';
import { classMermaid } from '../../formats/mermaid/class.ts';
import { sequenceMermaid } from '../../formats/mermaid/sequence.ts';
import { statesMermaid } from '../../formats/mermaid/states.ts';
import { activityPlantuml } from '../../formats/plantuml/activity.ts';
import { classPlantuml } from '../../formats/plantuml/class.ts';
import { communicationPlantuml } from '../../formats/plantuml/communication.ts';
import { sequencePlantuml } from '../../formats/plantuml/sequence.ts';
import { statesPlantuml } from '../../formats/plantuml/states.ts';
import { casesPlantuml } from '../../formats/plantuml/use-case.ts';
import type { CallScript } from '../../programs/call-script.ts';
import type { DiagramsMessages } from '../i18n/en/diagrams.ts';
import type { Language } from '../i18n/language.ts';
import type { DiagramId } from '../shell/view.ts';
import { type Drawn, USUALLY } from './drawn.ts';
import { momentAt } from './moment.ts';

/** What every diagram can be drawn from, away from the screen. */
export interface FigureGiven {
  readonly script: CallScript;
  readonly timeline: Timeline;
  readonly cursor: Cursor;
  readonly cast: Cast;
  readonly language: Language;
  readonly messages: DiagramsMessages;
  readonly measure: Measure;
  /** It is printed: as narrow as it reads well, for two may stand beside each other. */
  readonly paper?: boolean;
  /** Absent: as usual. */
  readonly drawn?: Drawn;
}

/** A diagram drawn whole at a cursor, without what marks now on a screen: for files, for paper, and for whoever examines all of them. */
export interface Figure {
  /** Unique among the figures of a run; fit for the name of a file. */
  readonly key: string;
  /** With whose it is, where there are several of a kind. */
  readonly title: string;
  readonly picture: Picture;
  /** The height of the part at its top that is repeated on every page where it is cut over several; absent: 0. */
  readonly head?: number;
  readonly table: FigureTable;
  /** The same as text for PlantUML and for Mermaid; null: the language does not know the kind of diagram. */
  readonly plantuml: (() => string) | null;
  readonly mermaid: (() => string) | null;
}

/** How wide a figure is that takes what it is given, in user units. */
const WIDTH = 720;
const COMMUNICATION_HEIGHT = 420;
/** On paper, of one side or one program. */
const NARROW = 520;
/** Rows of a table: all of a run that fits a page or two. */
const LISTED = 400;

/** Every diagram, by its id; those of client and server apart where it has both. A further diagram is a line here. */
export const FIGURES: { readonly [Id in DiagramId]?: (given: FigureGiven) => readonly Figure[] } = {
  sequence: (given) => sidesOf(given.cast).map((side) => sequenceFigure(given, side)),
  communication: (given) => sidesOf(given.cast).map((side) => communicationFigure(given, side)),
  activity({ script, timeline, cursor, cast, messages, measure }) {
    const trace = timeline.trace.items;
    const words = messages.activity;
    const moment = momentAt(timeline, cursor);
    return programsOf(cast).map((process): Figure => {
      const model = activityOf(script, trace, process);
      const layout = layOutActivity(model, { cast, measure, words });
      const title = `${words.title}: ${process}`;
      const host = model.host === null ? '' : labelOf(cast, model.host);
      const told = { title, host, words, count: moment.count };
      return {
        key: `activity-${process}`,
        title,
        picture: unmarked(layout.draw(moment)),
        head: layout.heads.height,
        table: activityTable(model, moment, words),
        plantuml: () => activityPlantuml(model, told),
        mermaid: () => activityMermaid(model, told),
      };
    });
  },
  useCase({ timeline, cursor, cast, messages, measure }) {
    const trace = timeline.trace.items;
    const words = messages.useCase;
    const moment = momentAt(timeline, cursor);
    return programsOf(cast).map((process): Figure => {
      const model = casesOf(trace, cast, process);
      const title = `${words.title}: ${words.system(systemName(cast, process))}`;
      const style = { cast, measure, words };
      return {
        key: `use-case-${process}`,
        title,
        picture: unmarked(layOutUseCases(model, style).draw(moment)),
        table: caseTable(model, trace, style, moment),
        plantuml: () => casesPlantuml(model, { title, words, cast, count: moment.count }),
        mermaid: null,
      };
    });
  },
  class({ script, timeline, cursor, cast, messages, measure, paper = false }) {
    const words = messages.class;
    const moment = momentAt(timeline, cursor);
    return programsOf(cast).map((root): Figure => {
      const model = classModelOf(script, timeline.trace.items, root);
      const title = `${words.title}: ${programLabel(model, cast)}`;
      const style = { cast, width: paper ? NARROW : WIDTH, height: Infinity, measure, words, full: true };
      const told = { title, words, count: moment.count, stepOf: (index: number) => moment.stepOf(index) };
      return {
        key: `class-${root}`,
        title,
        picture: unmarked(layOutClasses(model, style).draw(moment)),
        table: classTable(model, style, moment),
        plantuml: () => classPlantuml(model, told),
        mermaid: () => classMermaid(model, told),
      };
    });
  },
  states(given) {
    const { timeline, cursor, cast, messages, measure } = given;
    const classOf = classesOf(given);
    const model = statesOf(timeline.trace.items);
    const words = messages.states;
    const moment = momentAt(timeline, cursor);
    return telltales(model, cast).map((path): Figure => {
      const { host, socket } = path;
      const title = `${words.title}: ${nameOf(path, moment.count, classOf)} (${labelOf(cast, host)})`;
      const style = { cast, classOf, socket: { host, socket }, measure, words };
      const told = { title, words, count: moment.count };
      return {
        key: `states-${host}-${socket}`,
        title,
        picture: unmarked(layOutStates(model, style).draw(moment)),
        table: statesTable(model, style, moment),
        plantuml: () => statesPlantuml(path, told),
        mermaid: () => statesMermaid(path, told),
      };
    });
  },
};

const classesOf = ({ script, timeline }: FigureGiven): SocketClasses => socketClassesOf(script, timeline.trace.items);

/** Both sides together, and each alone where there are two. */
const sidesOf = (cast: Cast): readonly (Side | null)[] =>
  new Set(cast.map(({ side }) => side)).size < 2 ? [null] : [null, 'left', 'right'];

/** What is added to the key of a figure that is the view of one side. */
const SIDE_KEYS: Readonly<Record<Side, string>> = { left: '-client', right: '-server' };

/** The key of the figure that is shown when `choice` was chosen in the panel of that name. */
export function keyOfChoice(panel: string, choice: string): string {
  if (panel !== 'sequence' && panel !== 'communication') return `${panel}-${choice.replace(' ', '-')}`;
  return choice === 'left' || choice === 'right' ? `${panel}${SIDE_KEYS[choice]}` : panel;
}

const titleOf = (title: string, side: Side | null, { panel }: DiagramsMessages): string =>
  side === null ? title : `${title}: ${panel.sides[side]}`;

function sequenceFigure(given: FigureGiven, side: Side | null): Figure {
  const { timeline, cursor, cast, messages, measure, paper = false } = given;
  const classOf = classesOf(given);
  const { detail, spacing, unfolded } = given.drawn ?? USUALLY;
  const model = sequenceOf(timeline.trace.items, detail, { ...scopeOf(cast, side), unfolded });
  const words = messages.sequence;
  const width = paper && side !== null ? NARROW : WIDTH;
  const layout = layOutSequence(model, {
    cast,
    classOf,
    side,
    width,
    measure,
    words,
    dense: paper,
    toScale: spacing === 'time',
  });
  const moment = momentAt(timeline, cursor);
  const body = { ...unmarked(layout.draw(moment)), height: layout.nowY(moment) };
  const { heads } = layout;
  const { rows, ...table } = sequenceTable(model, moment, { cast, side, words, most: LISTED });
  const { time, from, to, message } = words.table.columns;
  const title = titleOf(messages.panel.sequence, side, messages);
  const telling = { title, cast, classOf, side, words, count: moment.count };
  const unscaled = (language: string) =>
    spacing === 'time' ? { ...telling, unshown: messages.panel.notToScale(language) } : telling;
  return {
    key: `sequence${side === null ? '' : SIDE_KEYS[side]}`,
    title,
    picture: {
      width: layout.width,
      height: heads.height + body.height,
      shapes: [...heads.shapes, ...body.shapes.map((shape) => translated(shape, 0, heads.height))],
    },
    head: heads.height,
    table: {
      ...table,
      columns: [time, from, to, message],
      rows: rows.map((row) => ({
        key: row.key,
        subject: row.subject,
        cells: [row.time, row.from, row.to, row.message],
      })),
    },
    plantuml: () => sequencePlantuml(model, unscaled('PlantUML')),
    mermaid: () => sequenceMermaid(model, unscaled('Mermaid')),
  };
}

function communicationFigure(given: FigureGiven, side: Side | null): Figure {
  const { timeline, cursor, cast, messages, measure, paper = false } = given;
  const classOf = classesOf(given);
  const { open } = given.drawn ?? USUALLY;
  const model = communicationOf(timeline.trace.items);
  const words = messages.communication;
  const moment = momentAt(timeline, cursor);
  const room = { width: paper && side !== null ? NARROW : WIDTH, height: COMMUNICATION_HEIGHT };
  const layout = layOutCommunication(model, {
    cast,
    classOf,
    side,
    ...room,
    measure,
    words,
    ...(open === 'all' ? { whole: true } : { open }),
  });
  const title = titleOf(messages.panel.communication, side, messages);
  return {
    key: `communication${side === null ? '' : SIDE_KEYS[side]}`,
    title,
    picture: { ...unmarked(layout.draw(moment)), height: layout.height },
    table: communicationTable(model, moment, { cast, classOf, side, words, most: LISTED }),
    // It has no communication diagram; an object diagram with the messages on its links is the nearest.
    plantuml: () => communicationPlantuml(model, { title, cast, classOf, side, words, count: moment.count }),
    mermaid: null,
  };
}

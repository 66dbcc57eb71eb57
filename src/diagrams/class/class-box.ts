import { type Fullness, signature } from '../../programs/classes/description.ts';
import type { ProgramClass } from '../../programs/classes/program-classes.ts';
import type { FigureMoment, Region } from '../figure.ts';
import { LABEL } from '../fit-text.ts';
import type { Measure, Point, Shape, Subject, Tone } from '../shape.ts';
import { type ClassModel, executing, isBlocked, type OperationCall, standingOf } from './model.ts';

/** From one member to the next. */
export const ROW = 18;
const INDENT = 7;
/** Where ▶ stands beside an operation. */
const MARK = 12;
/** Between a signature and how often it was called. */
const BESIDE = 8;
/** Above and below the members of a compartment. */
const INSIDE = 4;
const HEAD = 27;
const STEREOTYPE = 16;

/** A class with its size; where it stands is decided later. */
export interface ClassBox {
  readonly of: ProgramClass;
  /** How much of its members is written. */
  readonly fullness: Fullness;
  readonly width: number;
  readonly height: number;
  /** From its top to the first line: under its name. */
  readonly head: number;
}

/** Reserves room for whatever will be said of its operations in the whole of a run. */
export function classBox(of: ProgramClass, model: ClassModel, measure: Measure, fullness: Fullness): ClassBox {
  const wide = (text: string): number => measure(text, LABEL, 'sans', 'normal');
  const name = measure(of.name, LABEL, 'sans', 'bold');
  const members = of.attributes.map((one) => wide(memberText(one, fullness)));
  const operations = of.operations.map((one) => {
    const calls = model.callsOf(of.name, one.id);
    const told = [...new Set(calls.map(({ errno }) => errno))].map((errno) => wide(countText(calls.length, errno)));
    return wide(memberText(one, fullness)) + (told.length === 0 ? 0 : BESIDE + Math.max(...told));
  });
  const head = HEAD + (of.stereotype === null ? 0 : STEREOTYPE);
  return {
    of,
    fullness,
    width: Math.ceil(Math.max(name + 2 * INDENT, MARK + INDENT * 2 + Math.max(0, ...members, ...operations))),
    height: head + compartment(of.attributes.length) + compartment(of.operations.length),
    head,
  };
}

const compartment = (rows: number): number => 2 * INSIDE + rows * ROW;

export const memberText = (member: Parameters<typeof signature>[0], fullness?: Fullness): string =>
  `${member.visibility} ${signature(member, fullness)}`;

const countText = (times: number, errno: string | null): string => `${times}×${errno === null ? '' : ` ${errno}`}`;

export const operationRowKey = (owner: string, id: string): string => `operation:${owner}.${id}`;

/** What an operation stands for: all of its calls in the run. */
export function operationSubject(
  model: ClassModel,
  { name }: ProgramClass,
  id: OperationCall['operation']['id'],
): Subject | null {
  const calls = model.callsOf(name, id);
  return calls.length === 0
    ? null
    : { kind: 'calls', id: `operation ${model.root} ${name}.${id}`, calls: calls.map(({ callId }) => callId) };
}

/** Where the operation of a call is in its class. */
export function operationRegion(box: ClassBox, at: Point, id: OperationCall['operation']['id']): Region | null {
  const index = box.of.operations.findIndex((one) => one.id === id);
  if (index === -1) return null;
  const top = at.y + box.head + compartment(box.of.attributes.length) + INSIDE + index * ROW;
  return { left: at.x, right: at.x + box.width, top, bottom: top + ROW };
}

/** A class as UML draws it: name, attributes, operations; what is being executed is marked. */
export function classShapes(
  box: ClassBox,
  at: Point,
  { model, moment, tone }: { readonly model: ClassModel; readonly moment: FigureMoment; readonly tone: Tone },
): readonly Shape[] {
  const { of, fullness, width, height, head } = box;
  const key = `class:${of.name}`;
  const common = { tone, subject: null, step: 0 } as const;
  const middle = at.x + width / 2;
  const text = (
    name: string,
    x: number,
    y: number,
    content: string,
    more: Partial<Extract<Shape, { kind: 'text' }>> = {},
  ): Shape => ({
    kind: 'text',
    ...common,
    key: name,
    x,
    y,
    text: content,
    size: LABEL,
    anchor: 'start',
    font: 'sans',
    weight: 'normal',
    underline: false,
    turn: 0,
    ...more,
  });
  const rule = (name: string, y: number): Shape => ({
    kind: 'line',
    ...common,
    key: `${key}:${name}`,
    points: [
      { x: at.x, y },
      { x: at.x + width, y },
    ],
    dashed: false,
    start: 'none',
    end: 'none',
    weight: 1,
  });
  const attributesTop = at.y + head;
  const operationsTop = attributesTop + compartment(of.attributes.length);
  const left = at.x + INDENT + MARK;
  return [
    { kind: 'box', ...common, key, x: at.x, y: at.y, width, height, corner: 0, fill: 'ground', dashed: false },
    {
      kind: 'box',
      ...common,
      key: `${key}:head`,
      x: at.x,
      y: at.y,
      width,
      height: head,
      corner: 0,
      fill: 'tinted',
      dashed: false,
    },
    {
      kind: 'box',
      ...common,
      key: `${key}:edge`,
      x: at.x,
      y: at.y,
      width,
      height,
      corner: 0,
      fill: 'none',
      dashed: false,
    },
    ...(of.stereotype === null
      ? []
      : [text(`${key}:stereotype`, middle, at.y + 16, `«${of.stereotype}»`, { anchor: 'middle' })]),
    text(`${key}:name`, middle, attributesTop - 9, of.name, {
      anchor: 'middle',
      weight: 'bold',
      italic: of.isAbstract,
    }),
    rule('operations', operationsTop),
    ...of.attributes.map((one, index) =>
      text(`${key}:attribute:${one.name}`, left, attributesTop + INSIDE + index * ROW + 14, memberText(one, fullness), {
        tone: 'neutral',
      }),
    ),
    ...of.operations.flatMap((one, index): readonly Shape[] => {
      const name = operationRowKey(of.name, one.id);
      const top = operationsTop + INSIDE + index * ROW;
      const calls = model.callsOf(of.name, one.id);
      const { times, errno } = standingOf(calls, moment.count);
      const running = executing(model, moment).filter(
        ({ operation }) => operation.owner === of.name && operation.id === one.id,
      );
      const subject = operationSubject(model, of, one.id);
      const last = calls.findLast(({ since }) => since < moment.count);
      const about = { subject, step: last === undefined ? 0 : moment.stepOf(last.since) } as const;
      const sleeps = running.some((call) => isBlocked(call, moment.count));
      const loud: Tone = errno !== null ? 'failure' : sleeps ? 'waiting' : 'neutral';
      return [
        ...(running.length === 0
          ? []
          : [
              {
                kind: 'box',
                ...about,
                tone: sleeps ? 'waiting' : 'accent',
                key: `${name}:band`,
                x: at.x + 1,
                y: top,
                width: width - 2,
                height: ROW,
                corner: 0,
                fill: sleeps ? 'hatched' : 'tinted',
                dashed: false,
              } as const,
              text(`${name}:mark`, at.x + INDENT - 3, top + 14, '▶', { ...about, tone: loud }),
            ]),
        text(name, left, top + 14, memberText(one, fullness), {
          ...about,
          tone: times === 0 ? 'neutral' : loud,
          underline: one.isStatic,
        }),
        ...(times === 0
          ? []
          : [
              text(`${name}:count`, at.x + width - INDENT, top + 14, countText(times, errno), {
                ...about,
                tone: loud,
                anchor: 'end',
              }),
            ]),
      ];
    }),
  ];
}

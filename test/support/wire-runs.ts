import { readFileSync } from 'node:fs';
import { runWire } from '../../src/cli/run-wire.ts';
import type { SegmentRecord } from '../../src/cli/wire-segments.ts';
import { parseWireScript } from '../../src/programs/wire-script.ts';

/**
 * A segment as the real kernel sent it: in whose name (C or S) and on which connection, flags, relative sequence and ACK number,
 * bytes of text, what became of it (an index of FATES), and the least and the longest gap in milliseconds since the one before.
 */
type Recorded = readonly [
  who: string,
  flags: string,
  seq: number,
  ack: number | null,
  length: number,
  fate: number,
  from: number,
  to: number,
];

/** A wire script and what a real kernel put on the wire, the same in each of four runs. */
export interface RecordedWire {
  readonly script: { readonly name: string };
  readonly segments: readonly Recorded[];
}

const FATES = ['delivered', 'dropped', 'duplicated', 'delayed', 'corrupted', 'dropped-queue', 'injected'];

export function recordedWires(): readonly RecordedWire[] {
  const file = new URL('../fixtures/real-kernel/wire.jsonl', import.meta.url);
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedWire);
}

/** Runs the script here. */
export function simulateWire({ script }: RecordedWire): readonly SegmentRecord[] {
  const parsed = parseWireScript(JSON.stringify(script), script.name);
  if (!parsed.ok) throw new Error(`${script.name}: ${parsed.error.path}`);
  return runWire(parsed.value, 1).segments;
}

interface Seen {
  /** Whose, and all that is compared but the time. */
  readonly sender: string;
  readonly what: string;
  readonly at: number;
}

function seen(segments: readonly SegmentRecord[]): Seen[] {
  return segments.map(({ t_us, from, as, conn, flags, seq, ack, len, fate }) => {
    const name = (from === 'middle' ? as : from) ?? '';
    const sender = `${name.charAt(0).toUpperCase()}${conn}${from === 'middle' ? ' injected' : ''}`;
    return { sender, what: `${flags} ${seq} ${ack} ${len} ${fate}`, at: t_us / 1_000 };
  });
}

function expected({ segments }: RecordedWire): Seen[] {
  let at = 0;
  return segments.map(([who, flags, seq, ack, length, fate, , to]) => {
    at += to;
    const sender = fate === FATES.length - 1 ? `${who} injected` : who;
    return { sender, what: `${flags} ${seq} ${ack} ${length} ${FATES[fate]}`, at };
  });
}

/** A gap counts as the same within 8 ms or 5 percent of what was seen. */
const TOLERANCE_MS = 8;
const TOLERANCE_SHARE = 0.05;

export interface Agreement {
  /** Segments of the longer of both runs, and those that stand in both, sender by sender, in the same order. */
  readonly segments: number;
  readonly same: number;
  /** Of the same ones: those whose gap since the one before is the same. */
  readonly inTime: number;
  /** What stands in one run only, at most three of each. */
  readonly differences: readonly string[];
}

export function agreement(run: RecordedWire, actual: readonly SegmentRecord[]): Agreement {
  const wanted = expected(run);
  const here = seen(actual);
  const pairs: [number, number][] = [];
  for (const sender of new Set([...wanted, ...here].map((each) => each.sender))) {
    const ours = indicesOf(wanted, sender);
    const theirs = indicesOf(here, sender);
    for (const [i, j] of longestCommon(
      ours.map((at) => wanted[at]?.what),
      theirs.map((at) => here[at]?.what),
    )) {
      pairs.push([ours[i] as number, theirs[j] as number]);
    }
  }
  pairs.sort(([a], [b]) => a - b);
  let inTime = 0;
  pairs.forEach(([i, j], index) => {
    const before = pairs[index - 1];
    if (before === undefined || isInTime(run, wanted, here, before, [i, j])) inTime++;
  });
  const missing = wanted.filter((_, at) => !pairs.some(([i]) => i === at)).map(({ what }) => `- ${what}`);
  const extra = here.filter((_, at) => !pairs.some(([, j]) => j === at)).map(({ what }) => `+ ${what}`);
  return {
    segments: Math.max(wanted.length, here.length),
    same: pairs.length,
    inTime,
    differences: [...missing.slice(0, 3), ...extra.slice(0, 3)],
  };
}

const indicesOf = (segments: readonly Seen[], sender: string): number[] =>
  segments.flatMap((each, at) => (each.sender === sender ? [at] : []));

function isInTime(
  { segments }: RecordedWire,
  wanted: readonly Seen[],
  here: readonly Seen[],
  [i0, j0]: readonly [number, number],
  [i, j]: readonly [number, number],
): boolean {
  const gap = (here[j]?.at ?? 0) - (here[j0]?.at ?? 0);
  const seenGap = (wanted[i]?.at ?? 0) - (wanted[i0]?.at ?? 0);
  const least = i0 === i - 1 ? (segments[i]?.[6] ?? seenGap) : seenGap;
  const tolerance = Math.max(TOLERANCE_MS, TOLERANCE_SHARE * Math.abs(seenGap));
  return gap >= least - tolerance && gap <= seenGap + tolerance;
}

function longestCommon(a: readonly (string | undefined)[], b: readonly (string | undefined)[]): [number, number][] {
  const lengths = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      (lengths[i] as number[])[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

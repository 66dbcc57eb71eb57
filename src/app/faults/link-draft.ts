import { fail, ok, type Result } from '../../engine/base/result.ts';
import { milliseconds } from '../../engine/base/time.ts';
import type { Link } from '../../engine/network/network.ts';
import type { LinkChange } from '../../engine/trace/change.ts';

export type Setting = Exclude<keyof LinkChange, 'down'>;

/** What is typed for each setting of a link. */
export type LinkDraft = Readonly<Record<Setting, string>>;

interface Range {
  readonly min: number;
  readonly max: number;
  /** Whether only whole numbers will do, and whether nothing typed stands for no limit. */
  readonly whole: boolean;
  readonly optional: boolean;
}

/** In the units that are typed: %, milliseconds, kbit/s, segments, bytes. */
export const RANGES: Readonly<Record<Setting, Range>> = {
  loss: { min: 0, max: 100, whole: false, optional: false },
  delay: { min: 0, max: 60_000, whole: false, optional: false },
  jitter: { min: 0, max: 60_000, whole: false, optional: false },
  bandwidth: { min: 1, max: 10_000_000, whole: false, optional: true },
  queueLimit: { min: 0, max: 10_000, whole: true, optional: true },
  mtu: { min: 576, max: 65_535, whole: true, optional: true },
};

export const SETTINGS = Object.keys(RANGES) as readonly Setting[];

/** What a link is now, as it would be typed. */
export function draftOfLink({ loss, delay, jitter, bandwidth, queueLimit, mtu }: Link): LinkDraft {
  const text = (value: number | null | undefined, unit: number): string =>
    typeof value === 'number' ? String(Number((value / unit).toFixed(3))) : '';
  return {
    loss: text(loss ?? 0, 0.01),
    delay: text(delay, 1_000),
    jitter: text(jitter ?? 0, 1_000),
    bandwidth: text(bandwidth, 1_000),
    queueLimit: text(queueLimit, 1),
    mtu: text(mtu, 1),
  };
}

/** The settings that were typed anew, or which of them make no sense. */
export function readLinkDraft(draft: LinkDraft, before: LinkDraft): Result<LinkChange, readonly Setting[]> {
  const wrong: Setting[] = [];
  const change: { -readonly [K in keyof LinkChange]: LinkChange[K] } = {};
  for (const setting of SETTINGS) {
    const text = draft[setting].trim().replace(',', '.');
    if (text === before[setting]) continue;
    const { min, max, whole, optional } = RANGES[setting];
    const value = text === '' ? null : Number(text);
    if (value === null ? !optional : !(value >= min && value <= max) || (whole && !Number.isInteger(value))) {
      wrong.push(setting);
    } else if (setting === 'loss') change.loss = (value ?? 0) / 100;
    else if (setting === 'delay' || setting === 'jitter') change[setting] = milliseconds(value ?? 0);
    else if (setting === 'bandwidth') change.bandwidth = value === null ? null : value * 1_000;
    else change[setting] = value;
  }
  return wrong.length > 0 ? fail(wrong) : ok(change);
}

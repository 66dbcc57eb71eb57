import type { Fault, Link } from '../../engine/network/network.ts';
import type { Messages } from '../i18n/index.ts';

/** A fault of a link in words: 'loses the 3rd data segment'. */
export function describeFault(t: Messages['stage']['network'], { match, effect }: Omit<Fault, 'matched'>): string {
  const kind = t.kinds[match.kind];
  const what =
    match.nth !== null && match.nth.length > 0
      ? t.nth({ numbers: match.nth, kind })
      : match.onwards !== undefined
        ? t.onwards({ number: match.onwards, kind })
        : match.rate < 1
          ? t.share({ rate: match.rate, kind })
          : t.every({ kind });
  if (effect.kind === 'drop') return t.loses({ what });
  if (effect.kind === 'corrupt') return t.damages({ what });
  return effect.kind === 'delay' ? t.delaysSome({ what, by: effect.by }) : t.duplicates({ what });
}

/** What all links have in common, or null when they differ. */
export function commonDelay(links: readonly Link[]): number | null {
  const first = links[0]?.delay ?? null;
  return links.every((link) => link.delay === first) ? first : null;
}

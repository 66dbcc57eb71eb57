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

/** Everything about a link that harms what it carries, in words. That it is cut is drawn. */
export function describeLink(t: Messages['stage']['network'], link: Link): string[] {
  const { faults, loss = 0, jitter = 0, queueLimit, mtu, blackHole } = link;
  return [
    ...faults.map((fault) => describeFault(t, fault)),
    ...(loss > 0 ? [t.loses({ what: t.share({ rate: loss, kind: t.kinds.any }) })] : []),
    ...(jitter > 0 ? [t.jitter({ by: jitter })] : []),
    ...(queueLimit === undefined || link.bandwidth === null ? [] : [t.queue({ limit: queueLimit })]),
    ...(mtu === undefined ? [] : [blackHole === true ? t.blackHole({ bytes: mtu }) : t.mtu({ bytes: mtu })]),
  ];
}

/** What all links have in common, or null when they differ. */
export function commonDelay(links: readonly Link[]): number | null {
  const first = links[0]?.delay ?? null;
  return links.every((link) => link.delay === first) ? first : null;
}

import { useMessages } from '../i18n/index.ts';
import { printable } from '../network/capsule-view.ts';
import type { Boundary } from '../stage/ledger.ts';
import type { HostTone } from '../stage/arrangement.ts';
import tones from '../stage/tones.module.css';
import styles from './byte-strip.module.css';
import { type ByteFate, countFates, type StreamView } from './stream-view.ts';
import { columnsOf, shownOn, type StripItem, windowStrip } from './strip-window.ts';

/** Cells in a row. The strip is as wide as its card; a cell is a fourteenth of it. */
const CELLS = 14;
const FIN_CELLS = 2;

interface Props {
  readonly label: string;
  readonly view: StreamView;
  /** Bytes [from, to) of the stream. */
  readonly text: (from: number, to: number) => string;
  /** Whose bytes these are. */
  readonly tone: HostTone;
  /** The sends that wrote the stream: above the strip where it is received, below it where it is sent. */
  readonly writes: readonly Boundary[];
  /** The recvs that took bytes out; null on the sending side. */
  readonly reads: readonly Boundary[] | null;
}

/** A byte stream as a strip: a cell a byte, looking like what became of it, with the calls that wrote and read it as brackets. */
export function ByteStrip({ label, view, text, tone, writes, reads }: Props) {
  const t = useMessages().stage.stream;
  const items = windowStrip(view.runs, CELLS - (view.fin === null ? 0 : FIN_CELLS));
  const used = items.reduce((sum, item) => sum + item.cells, 0) + (view.fin === null ? 0 : FIN_CELLS);
  const columns = Math.max(CELLS, used);
  const end = view.runs[view.runs.length - 1]?.to ?? 0;
  const shownWrites = shownOn(items, writes);
  const shownReads = reads && shownOn(items, reads);
  const empty = end === 0 && view.fin === null;
  return (
    <div className={`${tones.tone} ${styles.strip}`} data-tone={tone}>
      <div className={styles.label}>
        <span>{label}</span>
        {empty && <span className={styles.count}>{t.empty}</span>}
        {countFates(view).map(({ fate, count }) => (
          <span key={fate} className={styles.count} aria-hidden="true">
            <i className={styles.swatch} data-fate={fate} />
            {t.count(count)} {t.fates[fate]}
          </span>
        ))}
      </div>
      <div
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a picture made of cells, told by its label
        role="img"
        aria-label={spoken(label, view, text, shownWrites, shownReads, t)}
        className={styles.grid}
        style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
        data-empty={empty}
        data-sides={reads === null ? 'one' : 'both'}
      >
        {items.map((item, index) => (
          // A cell is a place on the strip: what becomes of the byte in it is drawn anew, another byte in it is not.
          // oxlint-disable-next-line react/no-array-index-key -- the place is what it is known by
          <Cell key={`${index} ${item.kind} ${item.fate}`} item={item} text={text} />
        ))}
        {view.fin !== null && (
          <span className={styles.fin} data-fate={view.fin} title={t.finFull}>
            {t.fin}
          </span>
        )}
        {Array.from({ length: columns - used }, (_, index) => (
          <span key={`free ${index}`} className={styles.free} />
        ))}
        <Brackets items={items} boundaries={shownWrites} label={t.written} kind={reads === null ? 'under' : 'over'} />
        {shownReads && <Brackets items={items} boundaries={shownReads} label={t.readAs} kind="under" />}
      </div>
    </div>
  );
}

function Cell({ item, text }: { readonly item: StripItem; readonly text: Props['text'] }) {
  const t = useMessages().stage.stream;
  if (item.kind === 'more') {
    const count = item.to - item.from;
    return (
      <span
        className={styles.more}
        data-fate={item.fate}
        style={{ gridColumn: `span ${item.cells}` }}
        title={t.moreFull({ count })}
      >
        {t.more({ count })}
      </span>
    );
  }
  const byte = text(item.from, item.to);
  return (
    <span className={styles.cell} data-fate={item.fate}>
      {item.fate === 'missing' ? '' : byte === ' ' ? '␣' : (printable(byte) ?? '·')}
    </span>
  );
}

interface BracketsProps {
  readonly items: readonly StripItem[];
  readonly boundaries: readonly Boundary[];
  readonly label: string;
  readonly kind: 'over' | 'under';
}

function Brackets({ items, boundaries, label, kind }: BracketsProps) {
  return boundaries.map(({ from, to }, index) => {
    const columns = columnsOf(items, from, to);
    if (columns === null) return null;
    const wide = columns.end - columns.start >= 4;
    return (
      <span
        // oxlint-disable-next-line react/no-array-index-key -- a bracket has no state, and no motion of its own
        key={`${kind} ${index}`}
        className={styles.bracket}
        data-kind={kind}
        style={{ gridColumn: `${columns.start} / ${columns.end}` }}
        title={`${label}: ${to - from}`}
      >
        <b>
          {wide ? `${label} ` : ''}
          {to - from}
        </b>
      </span>
    );
  });
}

type Words = ReturnType<typeof useMessages>['stage']['stream'];

/** The strip in words, and its text: what waits or is under way, up to a line's length. */
function spoken(
  label: string,
  view: StreamView,
  text: Props['text'],
  writes: readonly Boundary[],
  reads: readonly Boundary[] | null,
  t: Words,
): string {
  const parts = countFates(view).map(({ fate, count }) => t.part({ count, fate: t.fates[fate] }));
  if (view.fin !== null) parts.push(t.finFull);
  const lengths = (boundaries: readonly Boundary[]): number[] => boundaries.map(({ from, to }) => to - from);
  if (writes.length > 0) parts.push(t.sends({ counts: lengths(writes) }));
  if (reads !== null && reads.length > 0) parts.push(t.recvs({ counts: lengths(reads) }));
  const live = view.runs.filter(({ fate }) => fate !== 'missing' && !isDone(fate));
  const excerpt = live.map(({ from, to }) => text(from, Math.min(to, from + 40))).join('');
  return t.spoken({ buffer: label, parts, text: excerpt.slice(0, 60) });
}

const isDone = (fate: ByteFate): boolean => fate === 'acknowledged' || fate === 'read';

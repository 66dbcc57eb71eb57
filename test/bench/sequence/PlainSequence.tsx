import { memo } from 'react';
import { type Arrow, type Participant, PARTICIPANTS } from './arrows.ts';

const WIDTH = 560;
const ROW = 34;
const FIRST_ROW = 60;

const columns = Object.entries(PARTICIPANTS).map(([key, name], index) => ({ key, name, x: 70 + index * 140 }));
const xOf = (participant: Participant): number => columns.find(({ key }) => key === participant)?.x ?? 0;

/** What one writes first: React draws all of the first `count` messages, a memoized row each, and nothing else. The reference of the bench. */
export function PlainSequence({ arrows, count }: { readonly arrows: readonly Arrow[]; readonly count: number }) {
  const height = FIRST_ROW + count * ROW;
  return (
    <div style={{ height: '100%', overflow: 'auto' }}>
      <svg width={WIDTH} height={height} viewBox={`0 0 ${WIDTH} ${height}`}>
        <defs>
          <marker id="plain-end" markerWidth="10" markerHeight="8" refX="9" refY="4" orient="auto">
            <path d="M0 0L10 4L0 8z" />
          </marker>
        </defs>
        {columns.map(({ key, name, x }) => (
          <g key={key}>
            <rect x={x - 50} y={4} width={100} height={28} fill="none" stroke="black" />
            <text x={x} y={22} textAnchor="middle" fontSize={12}>
              {name}
            </text>
            <line x1={x} y1={32} x2={x} y2={height} stroke="gray" strokeDasharray="4 4" />
          </g>
        ))}
        {arrows.slice(0, count).map((arrow, index) => (
          // Messages are only ever added at the end.
          // oxlint-disable-next-line react/no-array-index-key
          <PlainRow key={index} arrow={arrow} y={FIRST_ROW + index * ROW} />
        ))}
      </svg>
    </div>
  );
}

const PlainRow = memo(function PlainRow({ arrow, y }: { readonly arrow: Arrow; readonly y: number }) {
  const [from, to] = [xOf(arrow.from), xOf(arrow.to)];
  return (
    <g>
      <line
        x1={from}
        y1={y}
        x2={to}
        y2={y}
        stroke="black"
        strokeDasharray={arrow.dashed ? '5 4' : undefined}
        markerEnd="url(#plain-end)"
      />
      <text x={(from + to) / 2} y={y - 5} textAnchor="middle" fontSize={12}>
        {arrow.text}
      </text>
    </g>
  );
});

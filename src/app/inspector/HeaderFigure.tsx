import type { ReactNode } from 'react';
import { dataOffset, segmentChecksum } from '../../engine/wire/header-bytes.ts';
import { useMessages } from '../i18n/index.ts';
import type { FlightRecord } from '../stage/ledger.ts';
import styles from './inspector.module.css';
import { CONTROL_BITS, isSet, optionFields } from './segment-fields.ts';

/** The header as RFC 9293 §3.1 draws it, 32 bits a row. The control bits take more room than they have, to be legible. */
export function HeaderFigure({ record }: { readonly record: FlightRecord }) {
  const { inspector: t } = useMessages().stage;
  const { format } = useMessages();
  const { segment, relative } = record;
  const words = dataOffset(segment.options);
  const options = optionFields(segment.options);
  return (
    <dl className={styles.figure} aria-label={t.header}>
      <Field bits={16} name={t.sourcePort} value={segment.source.port} />
      <Field bits={16} name={t.destinationPort} value={segment.destination.port} />
      <Field bits={32} name={t.seq} value={t.relative({ value: relative.seq })} note={segment.seq} strong />
      <Field
        bits={32}
        name={t.ack}
        value={segment.flags.ack && relative.ack !== null ? t.relative({ value: relative.ack }) : t.notUsed}
        note={segment.ack}
        strong={segment.flags.ack}
      />
      <Field bits={8} name={t.dataOffset} value={t.words({ count: words })} />
      <div className={styles.field} style={{ gridColumn: 'span 12' }}>
        <dt>{t.flags}</dt>
        <dd className={styles.bits}>
          {CONTROL_BITS.map((bit) => (
            <span key={bit} data-set={isSet(segment.flags, bit)} title={bit} aria-hidden="true">
              {bit[0]}
            </span>
          ))}
          <span className="heard-only">
            {CONTROL_BITS.filter((bit) => isSet(segment.flags, bit)).join(', ') || t.noFlags}
          </span>
        </dd>
      </div>
      <Field bits={12} name={t.window} value={format.number(segment.window)} strong />
      <Field bits={16} name={t.checksum} value={`0x${segmentChecksum(segment).toString(16).padStart(4, '0')}`} />
      <Field bits={16} name={t.urgent} value={0} />
      <Field
        bits={32}
        name={t.options}
        value={
          options.length === 0
            ? t.noOptions
            : options.map(({ name, value }) => (value === '' ? name : `${name} ${value}`)).join(' · ')
        }
      />
    </dl>
  );
}

interface FieldProps {
  readonly bits: 8 | 12 | 16 | 32;
  readonly name: string;
  readonly value: ReactNode;
  /** The number as it stands on the wire. */
  readonly note?: number;
  readonly strong?: boolean;
}

function Field({ bits, name, value, note, strong = false }: FieldProps) {
  return (
    <div className={styles.field} style={{ gridColumn: `span ${bits}` }}>
      <dt>{name}</dt>
      <dd data-strong={strong}>
        {value}
        {note !== undefined && <small> {note}</small>}
      </dd>
    </div>
  );
}

import type { Bytes } from '../../engine/base/bytes.ts';
import { useMessages } from '../i18n/index.ts';
import styles from './inspector.module.css';
import { hexRows } from './segment-fields.ts';

/** Bytes shown; a segment may carry 1,460. */
const MOST = 128;

/** A payload as an analyser shows it: offset, bytes in hex, the same as text. */
export function PayloadDump({ payload }: { readonly payload: Bytes }) {
  const { inspector: t } = useMessages().stage;
  const rows = hexRows(payload, MOST);
  return (
    <div className={styles.payload}>
      <h3>{t.payload({ bytes: payload.length })}</h3>
      {rows.length > 0 && (
        <table aria-label={t.payload({ bytes: payload.length })}>
          <tbody>
            {rows.map(({ offset, hex, text }) => (
              <tr key={offset}>
                <th scope="row">{offset.toString(16).padStart(4, '0')}</th>
                <td>{hex.join(' ')}</td>
                <td>{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {payload.length > MOST && <p>{t.cut({ bytes: payload.length - MOST })}</p>}
    </div>
  );
}

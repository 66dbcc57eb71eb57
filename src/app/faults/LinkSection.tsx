import { type FormEvent, useId, useState } from 'react';
import type { Link } from '../../engine/network/network.ts';
import type { Change } from '../../engine/simulation/action.ts';
import type { FaultsMessages } from '../i18n/en/faults.ts';
import { useMessages } from '../i18n/index.ts';
import { QuietSelect } from '../shell/QuietSelect.tsx';
import { QuietButton } from '../stage/QuietButton.tsx';
import type { Hand, Scene } from '../stage/scene.ts';
import styles from './faults.module.css';
import { draftOfLink, type LinkDraft, RANGES, readLinkDraft, type Setting, SETTINGS } from './link-draft.ts';

interface Props {
  readonly scene: Scene;
  readonly hand: Hand;
  readonly t: FaultsMessages;
  readonly nameOf: (host: string) => string;
}

type Direction = 'both' | 'there' | 'back';

/** One link, in one direction or both: what it is like, and whether it is whole. */
export function LinkSection({ scene, hand, t, nameOf }: Props) {
  const { links } = scene.world.network;
  // Each pair of machines once, in the order of the scenario.
  const pairs = links.filter(
    (link, index) => !links.slice(0, index).some(({ from, to }) => from === link.to && to === link.from),
  );
  const [pair, setPair] = useState(0);
  const [direction, setDirection] = useState<Direction>('both');
  const there = pairs[pair] ?? pairs[0];
  if (there === undefined) return null;
  const back = links.find(({ from, to }) => from === there.to && to === there.from) ?? there;
  const link = direction === 'back' ? back : there;
  const isDown = direction === 'both' ? there.down === true && back.down === true : link.down === true;
  const change = (what: Extract<Change, { kind: 'link' }>['change']): void =>
    hand.act({ kind: 'link', host: link.from, peer: link.to, both: direction === 'both', change: what });
  const ends = { one: nameOf(there.from), other: nameOf(there.to) };
  return (
    <fieldset className={styles.section}>
      <legend>{t.link}</legend>
      <div className={styles.row}>
        {pairs.length > 1 && (
          <label className={styles.field}>
            <span>{t.link}</span>
            <QuietSelect value={pair} onChange={({ target }) => setPair(Number(target.value))}>
              {pairs.map(({ from, to }, index) => (
                <option key={`${from} ${to}`} value={index}>
                  {t.between({ one: nameOf(from), other: nameOf(to) })}
                </option>
              ))}
            </QuietSelect>
          </label>
        )}
        <label className={styles.field}>
          <span>{t.direction}</span>
          <QuietSelect value={direction} onChange={({ target }) => setDirection(target.value as Direction)}>
            <option value="both">{t.both}</option>
            <option value="there">{t.way({ from: ends.one, to: ends.other })}</option>
            <option value="back">{t.way({ from: ends.other, to: ends.one })}</option>
          </QuietSelect>
        </label>
        <QuietButton data-kind={isDown ? undefined : 'harm'} onClick={() => change({ down: !isDown })}>
          {isDown ? t.mend : t.cut}
        </QuietButton>
      </div>
      <LinkForm key={`${link.from} ${link.to} ${JSON.stringify(draftOfLink(link))}`} {...{ link, t, change }} />
    </fieldset>
  );
}

interface FormProps {
  readonly link: Link;
  readonly t: FaultsMessages;
  readonly change: (what: Extract<Change, { kind: 'link' }>['change']) => void;
}

/** The settings of the link as they are, to be typed over. */
function LinkForm({ link, t, change }: FormProps) {
  const { format } = useMessages();
  const id = useId();
  const before = draftOfLink(link);
  const [draft, setDraft] = useState<LinkDraft>(before);
  const [tried, setTried] = useState(false);
  const read = readLinkDraft(draft, before);
  const wrong: readonly Setting[] = tried && !read.ok ? read.error : [];
  const same = read.ok && Object.keys(read.value).length === 0;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (read.ok && !same) change(read.value);
  };
  return (
    <form className={styles.settings} onSubmit={submit} noValidate>
      {SETTINGS.map((setting) => {
        const { min, max, whole, optional } = RANGES[setting];
        const isWrong = wrong.includes(setting);
        const range = { min: format.number(min), max: format.number(max) };
        return (
          <div key={setting} className={styles.field}>
            <label htmlFor={`${id}-${setting}`}>{t.settings[setting]}</label>
            <input
              id={`${id}-${setting}`}
              type="text"
              inputMode={whole ? 'numeric' : 'decimal'}
              autoComplete="off"
              value={draft[setting]}
              placeholder={optional ? t.unlimited : undefined}
              aria-invalid={isWrong}
              aria-describedby={isWrong ? `${id}-${setting}-wrong` : undefined}
              onChange={({ target }) => setDraft({ ...draft, [setting]: target.value })}
              onFocus={({ target }) => target.select()}
            />
            {isWrong && (
              <span id={`${id}-${setting}-wrong`} className={styles.error} role="alert">
                {whole ? t.wrongWhole(range) : t.wrong(range)}
              </span>
            )}
          </div>
        );
      })}
      <button type="submit" className={styles.apply}>
        {t.apply}
      </button>
      {tried && same && <output className={styles.told}>{t.nothingNew}</output>}
    </form>
  );
}

import { type FormEvent, useId, useState } from 'react';
import { tableValues } from '../../engine/base/table.ts';
import type { Host } from '../../engine/kernel/host.ts';
import { FILTER_POLICIES, type FilterPolicy } from '../../engine/trace/change.ts';
import type { FaultsMessages } from '../i18n/en/faults.ts';
import { useMessages } from '../i18n/index.ts';
import { QuietSelect } from '../shell/QuietSelect.tsx';
import { QuietButton } from '../stage/QuietButton.tsx';
import type { Hand, Scene } from '../stage/scene.ts';
import styles from './faults.module.css';

interface Props {
  readonly scene: Scene;
  readonly hand: Hand;
  readonly t: FaultsMessages;
  readonly nameOf: (host: string) => string;
}

/** Where programs usually listen in the scenarios: offered where nothing listens. */
const USUAL_PORT = 8080;
const LAST_PORT = 65_535;

/** One machine: its power, its cable, its packet filter. */
export function MachineSection({ scene, hand, t, nameOf }: Props) {
  const hosts = Object.values(scene.world.hosts);
  // Whoever listens is the likelier to be disturbed.
  const first = hosts.find((host) => listeningPort(host) !== null) ?? hosts.at(-1);
  const [chosen, setChosen] = useState(first?.name ?? '');
  const host = scene.world.hosts[chosen];
  if (host === undefined) return null;
  const isOff = host.power === 'off';
  const own = scene.world.network.links.filter(({ from, to }) => from === chosen || to === chosen);
  const isUnplugged = own.length > 0 && own.every(({ down }) => down === true);
  return (
    <fieldset className={styles.section}>
      <legend>{t.machine}</legend>
      <div className={styles.row}>
        <label className={styles.field}>
          <span>{t.machine}</span>
          <QuietSelect value={chosen} onChange={({ target }) => setChosen(target.value)}>
            {hosts.map(({ name }) => (
              <option key={name} value={name}>
                {nameOf(name)}
              </option>
            ))}
          </QuietSelect>
        </label>
        <QuietButton
          data-kind={isOff ? undefined : 'harm'}
          title={isOff ? undefined : t.plugHint}
          onClick={() => hand.act({ kind: 'power', host: chosen, on: isOff })}
        >
          {isOff ? t.powerOn : t.pullPlug}
        </QuietButton>
        <QuietButton
          data-kind={isUnplugged ? undefined : 'harm'}
          onClick={() =>
            hand.act({ kind: 'link', host: chosen, peer: null, both: true, change: { down: !isUnplugged } })
          }
        >
          {isUnplugged ? t.plugCable : t.pullCable}
        </QuietButton>
      </div>
      <FilterForm key={chosen} host={host} hand={hand} t={t} />
    </fieldset>
  );
}

const listeningPort = (host: Host): number | null =>
  tableValues(host.sockets).find(({ listening }) => listening !== null)?.local?.port ?? null;

/** The port that is to be closed, and how; those that are closed can be opened again. */
function FilterForm({ host, hand, t }: { readonly host: Host; readonly hand: Hand; readonly t: FaultsMessages }) {
  const { terms, format } = useMessages();
  const id = useId();
  const [port, setPort] = useState(String(listeningPort(host) ?? USUAL_PORT));
  const [policy, setPolicy] = useState<FilterPolicy>('drop');
  const [tried, setTried] = useState(false);
  const number = Number(port);
  const isPort = /^\d+$/.test(port) && number >= 1 && number <= LAST_PORT;
  const isWrong = tried && !isPort;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (isPort) hand.act({ kind: 'filter', host: host.name, port: number, policy });
  };
  return (
    <form className={styles.filter} onSubmit={submit} noValidate>
      <div className={styles.field}>
        <label htmlFor={id}>{t.port}</label>
        <input
          id={id}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          value={port}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? `${id}-wrong` : undefined}
          onChange={({ target }) => setPort(target.value.trim())}
          onFocus={({ target }) => target.select()}
        />
        {isWrong && (
          <span id={`${id}-wrong`} className={styles.error} role="alert">
            {t.wrongWhole({ min: '1', max: format.number(LAST_PORT) })}
          </span>
        )}
      </div>
      <label className={styles.field} data-wide="true">
        <span>{t.policy}</span>
        <QuietSelect value={policy} onChange={({ target }) => setPolicy(target.value as FilterPolicy)}>
          {FILTER_POLICIES.map((each) => (
            <option key={each} value={each}>
              {terms.policies[each]}
            </option>
          ))}
        </QuietSelect>
      </label>
      <button type="submit" className={styles.apply}>
        {t.closePort}
      </button>
      {(host.filter ?? []).map((rule) => (
        <QuietButton
          key={rule.port}
          onClick={() => hand.act({ kind: 'filter', host: host.name, port: rule.port, policy: null })}
        >
          {t.openPort({ port: rule.port })}
        </QuietButton>
      ))}
    </form>
  );
}

import type { Host } from '../../engine/kernel/host.ts';
import { MACHINE_PROFILES, machineProfile } from '../../programs/machine-profile.ts';
import { useMessages } from '../i18n/index.ts';
import { QuietSelect } from '../shell/QuietSelect.tsx';
import type { PlacedHost } from '../stage/arrangement.ts';
import type { Hand } from '../stage/scene.ts';
import styles from './kernel-boundary.module.css';

interface Props {
  readonly hand: Hand;
  readonly placed: PlacedHost;
  readonly host: Host;
}

/** Which TCP a machine runs, and the choice of another. */
export function ProfileChoice({ hand, placed, host }: Props) {
  const { machine: t } = useMessages().stage;
  const profile = machineProfile(host);
  return (
    <QuietSelect
      className={styles.profile}
      aria-label={t.profile(placed)}
      title={t.profileHint[profile === 'textbook' ? 'textbook' : 'linux']}
      value={profile}
      onChange={(event) => {
        const chosen = MACHINE_PROFILES.find((one) => one === event.target.value);
        if (chosen !== undefined) hand.setProfile(host.name, chosen);
      }}
    >
      {MACHINE_PROFILES.map((one) => (
        <option key={one} value={one}>
          {t.profiles[one]}
        </option>
      ))}
    </QuietSelect>
  );
}

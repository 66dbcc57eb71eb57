import { describe, expect, it } from 'vitest';
import type { CallScript } from '../../src/programs/call-script.ts';
import { MACHINE_PROFILES, machineProfile, withProfile } from '../../src/programs/machine-profile.ts';
import { parseCallScript } from '../../src/programs/parse-call-script.ts';
import { APPLICATION_CONDITIONS, ORACLE_CONDITIONS, settingOf } from '../../src/programs/setting-of.ts';

const script: CallScript = {
  name: 'test',
  hosts: { client: '10.0.0.1', server: '10.0.0.2' },
  processes: { C: { host: 'client' } },
  steps: [],
};
const profilesOf = (of: CallScript, conditions = APPLICATION_CONDITIONS) =>
  settingOf(of, conditions).hosts.map(machineProfile);

describe('the TCP of a machine', () => {
  it('is Linux with CUBIC in the application and with Reno where kernels are compared, unless the script says', () => {
    expect(profilesOf(script)).toEqual(['linux-cubic', 'linux-cubic']);
    expect(profilesOf(script, ORACLE_CONDITIONS)).toEqual(['linux-reno', 'linux-reno']);
    expect(profilesOf({ ...script, profile: 'textbook' })).toEqual(['textbook', 'textbook']);
  });

  it.each(MACHINE_PROFILES)('can be made %s without a change to the other, and back', (chosen) => {
    const changed = withProfile({ ...script, profile: 'textbook' }, 'server', chosen);
    expect(profilesOf(changed)).toEqual(['textbook', chosen]);
    expect(profilesOf(changed, ORACLE_CONDITIONS)).toEqual(['textbook', chosen]);
    expect(profilesOf(withProfile(changed, 'server', 'textbook'))).toEqual(['textbook', 'textbook']);
    expect(parseCallScript(JSON.stringify(changed))).toEqual({ ok: true, value: changed });
  });
});

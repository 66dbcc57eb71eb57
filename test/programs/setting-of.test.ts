import { describe, expect, it } from 'vitest';
import type { CallScript, ScriptNetwork } from '../../src/programs/call-script.ts';
import { APPLICATION_CONDITIONS, ORACLE_CONDITIONS, settingOf } from '../../src/programs/setting-of.ts';

const script = (network?: ScriptNetwork): CallScript => ({
  name: 'test',
  hosts: { client: '10.0.0.1', server: '10.0.0.2' },
  processes: { C: { host: 'client' }, S: { host: 'server', root: true } },
  steps: [],
  ...(network === undefined ? {} : { network }),
});

/** How the kernels are set up that scripts are compared with. */
const COMPARED = { delayedAck: false, congestionControl: 'reno' };

describe('the setting of a script', () => {
  it('takes what the script leaves open from the conditions', () => {
    expect(settingOf(script(), ORACLE_CONDITIONS)).toEqual({
      hosts: [
        { name: 'client', address: '10.0.0.1', profile: 'linux', tuning: COMPARED },
        { name: 'server', address: '10.0.0.2', profile: 'linux', tuning: COMPARED },
      ],
      processes: [
        { name: 'C', host: 'client', root: false },
        { name: 'S', host: 'server', root: true },
      ],
      delay: 50,
      bandwidth: null,
      links: [],
    });
    expect(settingOf(script(), APPLICATION_CONDITIONS).delay).toBe(20_000);
  });

  it("lets the script's own network and profile win", () => {
    const own = settingOf({ ...script({ delay_ms: 5, bandwidth_kbps: 64 }), profile: 'textbook' }, ORACLE_CONDITIONS);
    expect(own).toMatchObject({ delay: 5_000, bandwidth: 64_000, hosts: [{ profile: 'textbook' }, {}] });
  });

  it('gives each machine the profile that the script chooses for it, and Linux as it comes in the application', () => {
    const hosts = settingOf(
      { ...script(), profile: { client: 'textbook' }, congestion: { client: 'reno' } },
      APPLICATION_CONDITIONS,
    ).hosts;
    expect(hosts).toEqual([
      { name: 'client', address: '10.0.0.1', profile: 'textbook' },
      {
        name: 'server',
        address: '10.0.0.2',
        profile: 'linux',
        tuning: { delayedAck: true, congestionControl: 'cubic' },
      },
    ]);
    const reno = settingOf({ ...script(), congestion: 'reno' }, APPLICATION_CONDITIONS).hosts;
    expect(reno.map(({ tuning }) => tuning?.congestionControl)).toEqual(['reno', 'reno']);
    const cubic = settingOf({ ...script(), congestion: { server: 'cubic' } }, ORACLE_CONDITIONS).hosts;
    expect(cubic.map(({ tuning }) => tuning?.congestionControl)).toEqual(['reno', 'cubic']);
  });

  it('puts a fault on the links that its direction names, times in microseconds', () => {
    const { links } = settingOf(
      script({
        faults: [
          { direction: 'client->server', match: 'synack', nth: '3-5', action: 'drop' },
          { direction: 'both', action: { delay_ms: 30 }, rate: 0.5 },
          { direction: 'server->client', match: 'data', nth: 1, action: { duplicate_after_ms: 2 } },
        ],
      }),
      APPLICATION_CONDITIONS,
    );
    const delayed = { match: { kind: 'any', nth: null, rate: 0.5 }, effect: { kind: 'delay', by: 30_000 } };
    expect(links).toEqual([
      {
        from: 'client',
        to: 'server',
        delay: 20_000,
        bandwidth: null,
        faults: [{ match: { kind: 'syn-ack', nth: [3, 4, 5], rate: 1 }, effect: { kind: 'drop' } }, delayed],
      },
      {
        from: 'server',
        to: 'client',
        delay: 20_000,
        bandwidth: null,
        faults: [delayed, { match: { kind: 'data', nth: [1], rate: 1 }, effect: { kind: 'duplicate', after: 2_000 } }],
      },
    ]);
  });

  it('takes a delay by direction', () => {
    const { links, delay } = settingOf(script({ delay_ms: { 'server->client': 80 } }), APPLICATION_CONDITIONS);
    expect(delay).toBe(20_000);
    expect(links).toEqual([{ from: 'server', to: 'client', delay: 80_000, bandwidth: null, faults: [] }]);
  });
});

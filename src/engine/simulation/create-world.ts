import { drawRandom, seedRandom } from '../base/random.ts';
import { emptyTable } from '../base/table.ts';
import { type Micros, micros } from '../base/time.ts';
import { type Host, MAIN_THREAD, type Process, STANDARD_STREAM } from '../kernel/host.ts';
import { EPHEMERAL } from '../kernel/ephemeral.ts';
import type { Link, Network } from '../network/network.ts';
import type { HostName } from '../trace/event.ts';
import { arrangeTurn } from './arrange-turn.ts';
import { frozen } from './frozen.ts';
import type { Programs } from './programs.ts';
import { schedule } from './queue.ts';
import type { Setting } from './setting.ts';
import type { World, WorkingWorld } from './world.ts';
import { copyOfHost } from '../kernel/copies.ts';
import { copyOfFault, copyOfNetwork } from '../network/copies.ts';

/** The first process identifier given out; small numbers belong to the system. */
const FIRST_PID = 1001;
/** Processes that a host's programs fork get numbers of their own host. */
const PIDS_OF_A_HOST = 1000;

/** The World before anything happens. The same setting and seed give the same World. */
export function createWorld(setting: Setting, seed: number, programs: Programs): World {
  let random = seedRandom(seed);
  const secret = (): number => {
    const drawn = drawRandom(random);
    random = drawn.state;
    return Math.floor(drawn.value * 4294967296);
  };
  const hosts: Record<HostName, Host> = {};
  for (const [index, { name, address, profile, tuning }] of setting.hosts.entries()) {
    const processes: Record<string, Process> = {};
    setting.processes.forEach((process, index) => {
      if (process.host === name) processes[process.name] = newProcess(process.name, FIRST_PID + index, process.root);
    });
    hosts[name] = copyOfHost({
      name,
      address,
      profile,
      ...(tuning === undefined ? {} : { tuning }),
      processes,
      nextPid: FIRST_PID + PIDS_OF_A_HOST * (index + 1),
      descriptions: emptyTable(),
      nextDescription: 0,
      sockets: emptyTable(),
      nextSocket: 1,
      ports: emptyTable(),
      secret: secret(),
      nextEphemeral: EPHEMERAL.begin,
    });
  }
  const world: WorkingWorld = {
    now: micros(0),
    steps: 0,
    random,
    hosts,
    network: networkOf(setting),
    queue: null,
    nextInsertion: 0,
    nextCall: 1,
    woken: 0,
    programs: { state: programs.initial, notBefore: 0 as Micros, scheduled: null, ended: false },
  };
  (setting.injections ?? []).forEach(({ at }, injection) => {
    if (at !== null) schedule(world, at, { kind: 'injection', injection });
  });
  for (const { at, change } of setting.plan ?? []) schedule(world, at, { kind: 'planned', change });
  arrangeTurn(world);
  return frozen(world);
}

const newProcess = (name: string, pid: number, root: boolean): Process => ({
  name,
  pid,
  parent: null,
  root,
  ended: null,
  descriptors: [STANDARD_STREAM, STANDARD_STREAM, STANDARD_STREAM],
  everOpened: 3,
  threads: [{ id: 0, tid: pid, name: MAIN_THREAD, activity: { kind: 'running' } }],
});

function networkOf(setting: Setting): Network {
  const { injections = [] } = setting;
  const links = linksOf(setting);
  const asks = links.some(({ faults }) =>
    faults.some(({ match }) => match.seq !== undefined || match.connection !== undefined),
  );
  return copyOfNetwork({
    links,
    flights: emptyTable(),
    nextFlight: 1,
    ...(asks || injections.length > 0 ? { seen: [] } : {}),
    ...(injections.length > 0 ? { injections } : {}),
  });
}

function linksOf({ hosts, links, delay, bandwidth }: Setting): Link[] {
  const out: Link[] = [];
  for (const from of hosts) {
    for (const to of hosts) {
      if (from === to) continue;
      const given = links.find((link) => link.from === from.name && link.to === to.name);
      out.push({
        from: from.name,
        to: to.name,
        delay: given?.delay ?? delay,
        bandwidth: given === undefined ? bandwidth : given.bandwidth,
        busyUntil: micros(0),
        ...(given?.loss === undefined ? {} : { loss: given.loss }),
        ...(given?.mtu === undefined ? {} : { mtu: given.mtu }),
        ...(given?.blackHole === undefined ? {} : { blackHole: given.blackHole }),
        ...(given?.jitter === undefined ? {} : { jitter: given.jitter }),
        ...(given?.queueLimit === undefined ? {} : { queueLimit: given.queueLimit, waiting: [] }),
        ...(given?.synAhead === undefined ? {} : { synAhead: given.synAhead }),
        faults: (given?.faults ?? []).map((fault) => copyOfFault({ ...fault, matched: 0 })),
      });
    }
  }
  return out;
}

import { useId, useRef, useState } from 'react';
import { parseAddress, type Address } from '../../../engine/wire/address.ts';
import type { CallScript, CallStep, ScriptStep } from '../../../programs/call-script.ts';
import { stepOfCall } from '../../../programs/step-of-call.ts';
import { processesOf } from '../../../lessons/exercises/script-names.ts';
import { type Draft, type HandCall, MAIN_CALLS, MORE_CALLS } from '../../calls/call-fields.ts';
import { CallForm } from '../../calls/CallForm.tsx';
import type { DraftContext } from '../../calls/read-draft.ts';
import controls from '../../shell/controls.module.css';
import { stepText } from '../step-text.ts';
import { useWorkshopWords } from './use-workshop-words.ts';
import styles from './workshop.module.css';

const CALLS: readonly HandCall[] = [...MAIN_CALLS, ...Object.values(MORE_CALLS).flat()];

interface Props {
  /** The machines, processes and calls that there are: descriptors are known by the names that these give. */
  readonly script: CallScript;
  readonly steps: readonly ScriptStep[];
  readonly onAdd: (step: CallStep) => void;
}

/** Adds a call by the form with which calls are made on the stage. */
export function CallComposer({ script, steps, onAdd }: Props) {
  const { w } = useWorkshopWords();
  const processes = processesOf({ ...script, steps });
  const [process, setProcess] = useState(processes[0] ?? '');
  const [name, setName] = useState<HandCall>('send');
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const id = useId();
  const context = contextOf(script, steps, process);
  const close = (): void => {
    setOpen(false);
    opener.current?.focus();
  };
  return (
    <div className={styles.composer}>
      <div className={styles.fields}>
        <label htmlFor={`${id}-process`}>{w.process}</label>
        <select
          id={`${id}-process`}
          className={controls.select}
          value={process}
          onChange={({ target }) => setProcess(target.value)}
        >
          {processes.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
        <label htmlFor={`${id}-call`}>{w.call}</label>
        <select
          id={`${id}-call`}
          className={controls.select}
          value={name}
          onChange={({ target }) => setName(CALLS.find((one) => one === target.value) ?? name)}
        >
          {CALLS.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
        <button
          ref={opener}
          type="button"
          className={controls.button}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {w.fillIn}
        </button>
      </div>
      {open && (
        <CallForm
          key={`${process} ${name}`}
          name={name}
          initial={usualDraft(script, steps, process, context)}
          context={context}
          hint={null}
          instead={{ make: w.add, show: ({ call, names }) => stepText({ process, ...stepOfCall(call, names) }) }}
          make={(read) => {
            if (!read.ok) return;
            onAdd({ process, ...stepOfCall(read.value.call, read.value.names) });
            close();
          }}
          cancel={close}
        />
      )}
    </div>
  );
}

/** The descriptors that the process's calls name, numbered as a process would: a form knows them by number or name. */
function contextOf(script: CallScript, steps: readonly ScriptStep[], process: string): DraftContext {
  const names = new Set(
    steps.flatMap((step) => ('call' in step && step.process === process && step.as !== undefined ? [step.as] : [])),
  );
  return {
    fdNames: new Map([...names].map((name, index) => [index + FIRST_DESCRIPTOR, name])),
    hosts: Object.fromEntries(
      Object.entries(script.hosts).flatMap(([host, address]): readonly [string, Address][] => {
        const parsed = parseAddress(address);
        return parsed === null ? [] : [[host, parsed]];
      }),
    ),
  };
}

const FIRST_DESCRIPTOR = 3;

/** What the form opens with: the last descriptor that the process named, and the port that the run is about. */
function usualDraft(
  script: CallScript,
  steps: readonly ScriptStep[],
  process: string,
  { fdNames }: DraftContext,
): Draft {
  const calls = steps.filter((step) => 'call' in step);
  const port = calls.find((step) => typeof step.port === 'number')?.port ?? 8080;
  const connected = calls.find((step) => step.call === 'connect')?.address;
  const own = script.hosts[script.processes[process]?.host ?? ''];
  const last = [...fdNames.values()].at(-1) ?? String(FIRST_DESCRIPTOR);
  return {
    fd: last,
    newfd: last,
    target: last,
    family: 'AF_INET',
    address: connected ?? own ?? '0.0.0.0',
    port: String(port),
    backlog: '1',
    data: 'hello',
    times: '1',
    length: '100',
    how: 'SHUT_WR',
    option: 'SO_REUSEADDR',
    value: '1',
    as: 'x',
    nonblocking: '',
    cloexec: '',
    nosignal: '',
    flags: '',
    setting: 'F_SETFL, O_NONBLOCK',
    fds: `${last}:IN`,
    read: last,
    write: '',
    except: '',
    timeout: '1000',
    op: 'EPOLL_CTL_ADD',
    events: 'EPOLLIN',
    maxevents: '10',
  };
}

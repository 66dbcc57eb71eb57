import { type ReactNode, useMemo } from 'react';
import { goalsFor, NO_TEXT, rulesFor, type Said } from '../../../lessons/authoring/authored.ts';
import { type CallNaming, nameCalls } from '../../../lessons/authoring/call-naming.ts';
import { callsOfRule, reasonSaid, ruleSaid } from '../../../lessons/authoring/tell-rule.ts';
import type { Constraint, Goal } from '../../../lessons/exercises/exercise.ts';
import controls from '../../shell/controls.module.css';
import { placeId, useBench } from './bench.ts';
import { showCallOfRun } from './stage-steps.ts';
import { Missing, Text } from './Text.tsx';
import { useWorkshopWords } from './use-workshop-words.ts';
import styles from './workshop.module.css';

/** What must come before what: each rule as a sentence, where it comes from, and whether it is kept. */
export function Rules() {
  const { w, t } = useWorkshopWords();
  const { authored } = useBench();
  const { script, pieces } = authored.proposal;
  const naming = useMemo(() => nameCalls(script, pieces), [script, pieces]);
  // Where the two programs meet is what is most worth a look.
  const isAcross = (constraint: Constraint): boolean => {
    const calls = callsOfRule(constraint);
    return calls !== null && !naming.isSame(calls.first, calls.second);
  };
  const sorted = rulesFor(authored).toSorted((a, b) => Number(isAcross(b)) - Number(isAcross(a)));
  return (
    <section aria-label={w.rules}>
      <h3 id={placeId('rules')} tabIndex={-1}>
        {w.rules}
      </h3>
      <Missing place="rules" />
      <ul className={styles.rules}>
        {sorted.map((constraint) => (
          <Rule key={constraint.id} constraint={constraint} naming={naming}>
            <Words of={constraint} title={w.words} rule={t.rule} />
          </Rule>
        ))}
      </ul>
    </section>
  );
}

interface RuleProps {
  readonly constraint: Constraint;
  readonly naming: CallNaming;
  readonly children: ReactNode;
}

function Rule({ constraint, naming, children }: RuleProps) {
  const { w, language } = useWorkshopWords();
  const { authored } = useBench();
  const { pieces, reasons } = authored.proposal;
  const calls = callsOfRule(constraint);
  const second = pieces.find(({ id }) => id === calls?.second);
  const reason = reasons[constraint.id];
  return (
    <li>
      <Keep id={constraint.id}>{ruleSaid(constraint, naming)[language]}</Keep>
      <p className={styles.origin}>
        {reason !== undefined && (
          <span>{reasonSaid(reason, calls, String(second?.step.fd ?? ''), naming)[language]}</span>
        )}
        {calls !== null &&
          ([calls.first, calls.second] as const).map((id) => {
            const index = pieces.findIndex((piece) => piece.id === id);
            const name = naming.call(id)[language];
            return (
              <button
                key={id}
                type="button"
                className={styles.call}
                aria-label={w.showFirst(`${pieces[index]?.step.process}: ${name}`)}
                onClick={() => showCallOfRun(authored, index)}
              >
                <i>{pieces[index]?.step.process}</i> <code>{name}</code>
              </button>
            );
          })}
      </p>
      {children}
    </li>
  );
}

/** What is to be reached, to be kept or struck. */
export function Goals() {
  const { w, t, language } = useWorkshopWords();
  const { authored } = useBench();
  const { kind, proposal, mended } = authored;
  const goals = useMemo(() => goalsFor({ kind, proposal, mended }), [kind, proposal, mended]);
  return (
    <section aria-label={w.goals}>
      <h3 id={placeId('goals')} tabIndex={-1}>
        {w.goals}
      </h3>
      <Missing place="goals" />
      <ul className={styles.rules}>
        {goals.map((goal) => (
          <li key={goal.id}>
            <Keep id={goal.id}>{goal.says[language]}</Keep>
            <Words of={goal} title={w.goalWords} rule={t.rule} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Keep({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const { authored, put } = useBench();
  const kept = !authored.struck.has(id);
  const toggle = (): void => {
    const struck = new Set(authored.struck);
    if (!struck.delete(id)) struck.add(id);
    put({ struck });
  };
  return (
    <label className={styles.keep} data-kept={kept}>
      <input type="checkbox" checked={kept} onChange={toggle} /> <span>{children}</span>
    </label>
  );
}

/** The message and the way on of a rule or a goal that is kept: those proposed, unless the author writes others. */
function Words({ of, title, rule }: { readonly of: Constraint | Goal; readonly title: string; readonly rule: string }) {
  const { w } = useWorkshopWords();
  const { authored, put } = useBench();
  const said = authored.messages.get(of.id);
  if (authored.struck.has(of.id)) return null;
  const say = (change: Partial<Said>): void =>
    put({ messages: new Map(authored.messages).set(of.id, { ...(said ?? UNSAID), ...change }) });
  const restore = (): void => {
    const messages = new Map(authored.messages);
    messages.delete(of.id);
    put({ messages });
  };
  return (
    <details className={styles.words}>
      <summary>
        {title}
        {said !== undefined && ` · ${w.reworded}`}
      </summary>
      <Text
        label={rule}
        text={said?.message ?? NO_TEXT}
        proposed={of.message}
        onChange={(message) => say({ message })}
      />
      <Text label={w.wayOn} text={said?.wayOn ?? NO_TEXT} proposed={of.wayOn} onChange={(wayOn) => say({ wayOn })} />
      {said !== undefined && (
        <button type="button" className={controls.button} onClick={restore}>
          {w.restore}
        </button>
      )}
    </details>
  );
}

const UNSAID: Said = { message: NO_TEXT, wayOn: NO_TEXT };

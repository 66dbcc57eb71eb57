import { type Authored, goalsFor, inBoth, isEmpty, rulesFor } from '../../../lessons/authoring/authored.ts';
import { nameCalls } from '../../../lessons/authoring/call-naming.ts';
import { ruleSaid } from '../../../lessons/authoring/tell-rule.ts';
import type { ScriptText } from '../../../programs/call-script.ts';
import { workshop as en } from '../../i18n/en/workshop.ts';
import { workshop as pt } from '../../i18n/pt-BR/workshop.ts';
import { textOfStep } from '../step-text.ts';

/** What can be wrong with an attempt, each by its id as a sentence: rules, goals, calls that do not belong, questions, causes. */
export function toldAs(authored: Authored): ReadonlyMap<string, ScriptText> {
  const { kind, proposal, struck, distractors, questions, diagnosis } = authored;
  const naming = nameCalls(proposal.script, proposal.pieces);
  const same = (text: string): ScriptText => ({ en: text, 'pt-BR': text });
  const told = new Map<string, ScriptText>();
  for (const rule of rulesFor(authored)) told.set(rule.id, ruleSaid(rule, naming));
  if (kind === 'order') for (const { id, step } of distractors) told.set(id, same(textOfStep(step)));
  for (const { id, says } of goalsFor(authored)) told.set(id, says);
  if (kind === 'predict') for (const { id, question } of questions) told.set(id, inBoth(question));
  if (kind === 'diagnose') {
    told.set('step', { en: en.anotherCall, 'pt-BR': pt.anotherCall });
    for (const { id, text } of diagnosis?.causes ?? []) told.set(id, isEmpty(text) ? same(id) : inBoth(text));
  }
  for (const id of struck) told.delete(id);
  return told;
}

import { useEffect } from 'react';
import { useLaboratory } from '../store/laboratory.ts';
import { type Command, commandOf, focusOf } from './key-command.ts';
import { useView } from './view.ts';

/**
 * The keys of the laboratory, heard wherever the focus is. A component that uses a key itself calls `preventDefault`, and then the key
 * is its own.
 */
export function useKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const command = commandOf(event, focusOf(event.target), useView.getState().letterKeys);
      if (command === null || (aDialogIsOpen() && command !== 'help')) return;
      if (obey(command)) event.preventDefault();
    };
    globalThis.addEventListener('keydown', onKeyDown);
    document.addEventListener('mousedown', leaveTheFocus);
    return () => {
      globalThis.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('mousedown', leaveTheFocus);
    };
  }, []);
}

/** A dialog over the laboratory has the keys to itself. */
const aDialogIsOpen = (): boolean => document.querySelector('dialog[open][aria-modal="true"]') !== null;

/** A click presses a button without taking the focus there, where Space would press it again. Tab reaches it as before. */
function leaveTheFocus(event: MouseEvent): void {
  if (!(event.target instanceof Element)) return;
  const pressed = event.target.closest('button, [role="tab"], label, input[type="radio"], input[type="checkbox"]');
  if (pressed === null || event.target.closest('input:not([type="radio"], [type="checkbox"]), select, textarea'))
    return;
  event.preventDefault();
  // What was typed is typed: a click on a button ends it, or the keys would stay with the text.
  if (document.activeElement instanceof HTMLElement && focusOf(document.activeElement) !== 'elsewhere') {
    if (!document.activeElement.contains(event.target)) document.activeElement.blur();
  }
}

/** Whether the command was one to obey now. */
function obey(command: Command): boolean {
  const laboratory = useLaboratory.getState();
  const view = useView.getState();
  switch (command) {
    case 'play-or-pause':
      if (laboratory.playing) laboratory.pause();
      else laboratory.play();
      return true;
    case 'forward':
      laboratory.forward();
      return true;
    case 'back':
      laboratory.back();
      return true;
    case 'forward-call':
      laboratory.forward('call');
      return true;
    case 'back-call':
      laboratory.back('call');
      return true;
    case 'start':
      laboratory.toStart();
      return true;
    case 'end':
      laboratory.toEnd();
      return true;
    case 'interesting':
      laboratory.toInteresting(1);
      return true;
    case 'interesting-back':
      laboratory.toInteresting(-1);
      return true;
    case 'undo':
      laboratory.undo();
      return true;
    case 'redo':
      laboratory.redo();
      return true;
    case 'present':
      view.present(view.presenting === null ? 'sequence' : null);
      return true;
    case 'theme':
      view.toggleTheme();
      return true;
    case 'help':
      view.setHelpOpen(!view.helpOpen);
      return true;
    case 'leave':
      if (view.presenting === null) return false;
      view.present(null);
      return true;
  }
}

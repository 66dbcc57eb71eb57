import { describe, expect, it } from 'vitest';
import { commandOf, type Focus, focusOf, type KeyPress } from '../../../src/app/shell/key-command.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

describe('a key', () => {
  it.each([
    [' ', {}, 'play-or-pause'],
    ['ArrowRight', {}, 'forward'],
    ['ArrowLeft', {}, 'back'],
    ['ArrowRight', { shiftKey: true }, 'forward-call'],
    ['ArrowLeft', { shiftKey: true }, 'back-call'],
    ['PageDown', {}, 'forward-call'],
    ['PageUp', {}, 'back-call'],
    ['Home', {}, 'start'],
    ['End', {}, 'end'],
    ['z', { ctrlKey: true }, 'undo'],
    ['z', { metaKey: true }, 'undo'],
    ['Z', { ctrlKey: true, shiftKey: true }, 'redo'],
    ['y', { ctrlKey: true }, 'redo'],
    ['p', {}, 'present'],
    ['F', { shiftKey: true }, 'present'],
    ['d', {}, 'theme'],
    ['n', {}, 'interesting'],
    ['N', { shiftKey: true }, 'interesting-back'],
    ['?', { shiftKey: true }, 'help'],
    ['Escape', {}, 'leave'],
    ['x', {}, null],
    ['ArrowUp', {}, null],
    ['ArrowDown', {}, null],
    ['Tab', {}, null],
    // What belongs to the browser and to the system.
    ['p', { ctrlKey: true }, null],
    ['ArrowLeft', { altKey: true }, null],
    ['Home', { ctrlKey: true }, null],
  ] as const)('%j with %j is %s', (key, held, command) => {
    expect(commandOf(press(key, held), 'elsewhere')).toBe(command);
  });

  it.each([' ', 'ArrowRight', 'Home', 'p', '?', 'Escape'])('%j is the text field’s own there', (key) => {
    expect(commandOf(press(key), 'text')).toBeNull();
  });

  it('Ctrl+Z is the text field’s own there', () => {
    expect(commandOf(press('z', { ctrlKey: true }), 'text')).toBeNull();
  });

  it.each(['ArrowDown', 'ArrowUp', 'Home', ' ', 'p'])('%j is the select’s own there', (key) => {
    expect(commandOf(press(key), 'choice')).toBeNull();
  });

  it('what steps does so from a select too, where Up and Down choose', () => {
    expect(commandOf(press('ArrowRight'), 'choice')).toBe('forward');
    expect(commandOf(press('PageUp'), 'choice')).toBe('back-call');
  });

  it('Space on a button presses the button, and nothing else', () => {
    expect(commandOf(press(' '), 'press')).toBeNull();
    expect(commandOf(press('ArrowRight'), 'press')).toBe('forward');
  });

  it('a letter is none where letters were switched off; the others stay', () => {
    expect(commandOf(press('p'), 'elsewhere', false)).toBeNull();
    expect(commandOf(press('?'), 'elsewhere', false)).toBeNull();
    expect(commandOf(press(' '), 'elsewhere', false)).toBe('play-or-pause');
  });
});

describe('the focus', () => {
  it.each<[string, Focus]>([
    ['<input>', 'text'],
    ['<input type="number">', 'text'],
    ['<input type="search">', 'text'],
    ['<textarea></textarea>', 'text'],
    ['<div contenteditable="true"></div>', 'text'],
    ['<select></select>', 'choice'],
    ['<button></button>', 'press'],
    ['<a href="#x"></a>', 'press'],
    ['<input type="checkbox">', 'press'],
    ['<div role="tab"></div>', 'press'],
    ['<input type="range">', 'elsewhere'],
    ['<input type="radio">', 'elsewhere'],
    ['<div tabindex="0"></div>', 'elsewhere'],
  ])('on %s is %s', (html, focus) => {
    const place = document.createElement('div');
    place.innerHTML = html;
    expect(focusOf(place.firstElementChild)).toBe(focus);
  });

  it('on nothing is elsewhere', () => expect(focusOf(null)).toBe('elsewhere'));
});

const PATHS = {
  toStart: 'M3 3h2.4v12H3zM15 3v12L6.4 9z',
  back: 'M3.4 9l6.6-6v12zM12 3h2.8v12H12z',
  play: 'M4.5 2.4L16 9 4.5 15.6z',
  pause: 'M4 3h3.6v12H4zM10.4 3H14v12h-3.6z',
  forward: 'M14.6 9L8 15V3zM3.2 3H6v12H3.2z',
  toEnd: 'M12.6 3H15v12h-2.4zM3 15V3l8.6 6z',
  undo: 'M7 3L2 7.5 7 12V9h4.2a2.4 2.4 0 0 1 0 4.8H8V16h3.2a4.6 4.6 0 0 0 0-9.2H7z',
  redo: 'M11 3l5 4.5L11 12V9H6.8a2.4 2.4 0 0 0 0 4.8H10V16H6.8a4.6 4.6 0 0 1 0-9.2H11z',
  interesting: 'M2 3l6 6-6 6zM12.5 2h2.4v9h-2.4zM13.7 12.4a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4z',
  open: 'M2 4h5l1.6 2H16v2H5.4L3.6 13.4 3 14H2zM6.2 9.2H17L15 15H4.2z',
  save: 'M8 2h2v6h3L9 12.4 5 8h3zM2.5 12h2v2h9v-2h2v4h-13z',
  sun: 'M9 5.4a3.6 3.6 0 1 0 0 7.2 3.6 3.6 0 0 0 0-7.2zM8.2 1h1.6v2.6H8.2zM8.2 14.4h1.6V17H8.2zM1 8.2h2.6v1.6H1zM14.4 8.2H17v1.6h-2.6zM2.8 3.9l1.1-1.1 1.9 1.9-1.1 1.1zM12.2 13.3l1.1-1.1 1.9 1.9-1.1 1.1zM2.8 14.1l1.9-1.9 1.1 1.1-1.9 1.9zM12.2 4.7l1.9-1.9 1.1 1.1-1.9 1.9z',
  moon: 'M7.2 2A7.2 7.2 0 1 0 16 10.8 6 6 0 0 1 7.2 2z',
  clock:
    'M9 1.8a7.2 7.2 0 1 0 0 14.4A7.2 7.2 0 0 0 9 1.8zm0 2a5.2 5.2 0 1 1 0 10.4A5.2 5.2 0 0 1 9 3.8zM8.1 5.2h1.8v3.5l2.6 1.6-.9 1.5-3.5-2.1z',
  copy: 'M2 2h9.5v9.5H2zM3.8 3.8v5.9h5.9V3.8zM13 6.5h3V16H6.5v-3h1.8v1.2h5.9V8.3H13z',
  close: 'M4.4 3L9 7.6 13.6 3 15 4.4 10.4 9l4.6 4.6-1.4 1.4L9 10.4 4.4 15 3 13.6 7.6 9 3 4.4z',
} as const;

export type IconName = keyof typeof PATHS;

/** A sign of 18 by 18; what it says is said by the control that bears it. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 18 18" fill="currentColor" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fillRule="evenodd" />
    </svg>
  );
}

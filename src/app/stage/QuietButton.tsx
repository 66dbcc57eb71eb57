import type { ComponentProps } from 'react';

/**
 * A button that a click does not focus, so that the keys of the laboratory go on working; the Tab key reaches it as
 * any other.
 */
export function QuietButton(props: Omit<ComponentProps<'button'>, 'type'>) {
  return <button {...props} type="button" onMouseDown={(event) => event.preventDefault()} />;
}

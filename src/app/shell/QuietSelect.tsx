import { type ComponentProps, useRef } from 'react';

/** A select that gives the focus back once something was chosen with the pointer, so that the keys of the laboratory go on working. */
export function QuietSelect(props: ComponentProps<'select'>) {
  const byPointer = useRef(false);
  return (
    <select
      {...props}
      onPointerDown={(event) => {
        byPointer.current = true;
        props.onPointerDown?.(event);
      }}
      onKeyDown={(event) => {
        byPointer.current = false;
        props.onKeyDown?.(event);
      }}
      onChange={(event) => {
        props.onChange?.(event);
        if (byPointer.current) event.currentTarget.blur();
      }}
    />
  );
}

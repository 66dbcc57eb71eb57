import { useMessages } from '../i18n/index.ts';
import controls from '../shell/controls.module.css';
import { QuietSelect } from '../shell/QuietSelect.tsx';
import { actions, useLaboratory } from '../store/laboratory.ts';

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8] as const;

export function Speed() {
  const { shell, language } = useMessages();
  const speed = useLaboratory((state) => state.speed);
  const { setSpeed } = actions;
  // Not the format of virtual numbers: a quarter needs its second decimal.
  const decimal = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  return (
    <QuietSelect
      className={controls.select}
      aria-label={shell.speed}
      title={shell.speed}
      value={speed}
      onChange={(event) => setSpeed(Number(event.target.value))}
    >
      {SPEEDS.map((one) => (
        <option key={one} value={one}>
          {shell.speedOf({ speed: decimal.format(one) })}
        </option>
      ))}
    </QuietSelect>
  );
}

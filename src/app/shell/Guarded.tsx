import { Component, type ComponentType, type ReactNode } from 'react';
import { useMessages } from '../i18n/index.ts';
import controls from './controls.module.css';
import styles from './broken.module.css';

/** What broke, and how to try again. */
export interface Breakage {
  readonly error: unknown;
  readonly tryAgain: () => void;
}

interface Props {
  readonly children: ReactNode;
  /** What stands in the place of what broke; the usual: a panel that says so. */
  readonly Instead?: ComponentType<Breakage>;
}

/** Keeps what breaks inside it from taking the rest of the page along. */
export class Guarded extends Component<Props, { readonly broken: { readonly error: unknown } | null }> {
  override state = { broken: null as { readonly error: unknown } | null };

  static getDerivedStateFromError(error: unknown) {
    return { broken: { error } };
  }

  private readonly tryAgain = (): void => this.setState({ broken: null });

  override render(): ReactNode {
    const { broken } = this.state;
    if (broken === null) return this.props.children;
    const { Instead = BrokenPanel } = this.props;
    return <Instead error={broken.error} tryAgain={this.tryAgain} />;
  }
}

function BrokenPanel({ error, tryAgain }: Breakage) {
  const { shell } = useMessages();
  return (
    <div role="alert" className={styles.panel}>
      <p>{shell.brokenPanel}</p>
      <ErrorDetail error={error} />
      <button type="button" className={controls.button} onClick={tryAgain}>
        {shell.tryAgain}
      </button>
    </div>
  );
}

export function ErrorDetail({ error }: { readonly error: unknown }) {
  const { shell } = useMessages();
  return (
    <details className={styles.detail}>
      <summary>{shell.brokenDetail}</summary>
      <pre>{error instanceof Error ? (error.stack ?? error.message) : String(error)}</pre>
    </details>
  );
}

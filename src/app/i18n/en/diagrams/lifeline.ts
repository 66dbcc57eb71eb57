/** What a lifeline or an object is called in a table; `process` null: the kernel. */
export const lifeline = (host: string, process: string | null): string =>
  process === null ? `${host} kernel` : `${host} program`;

/** The sign of the product: two lifelines, and a segment each way between them. */
export function Logo({ size = 26 }: { readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M6.5 4v24" strokeWidth="4" stroke="var(--client-line)" />
      <path d="M25.5 4v24" strokeWidth="4" stroke="var(--server-line)" />
      <path
        d="M11 8.5l10 4M17 14.6l4-2.1L19 8.4M21 19.5l-10 4M15 17.4l-4 6.1 4.4.6"
        strokeWidth="2.2"
        stroke="var(--ink)"
      />
    </svg>
  );
}

/** The mark: a coiled horn, bell to the right. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-2 text-base font-semibold tracking-tight">
      <svg
        aria-hidden
        viewBox="0 0 28 24"
        className="h-6 w-7 text-accent"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.2"
      >
        <path d="M2 7.5h11.5a5.5 5.5 0 1 1-5.5 5.5 5.5 5.5 0 0 1 5.5-5.5h4" strokeLinecap="round" />
        <path
          d="M17.5 7.5c3 0 5.500-1.200 8-4.500v9c-2.500-3.300-5-4.500-8-4.500z"
          fill="currentColor"
          strokeLinejoin="round"
        />
      </svg>
      Posthorn
    </span>
  );
}

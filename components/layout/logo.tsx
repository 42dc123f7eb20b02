/** The mark, a coiled horn with its bell to the right, and the name, which may go where there is no room. */
export function Logo({ wordHidden = false }: { wordHidden?: boolean }) {
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
        <path d="M17.5 7.5c3 0 5.5-1.2 8-4.5v9c-2.5-3.3-5-4.5-8-4.5z" fill="currentColor" strokeLinejoin="round" />
      </svg>
      <span className={wordHidden ? "max-sm:hidden" : undefined}>Posthorn</span>
    </span>
  );
}

export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="inline-grid min-h-5 min-w-5 place-items-center rounded-sm border border-border bg-raised px-1 font-sans text-[0.75rem] text-muted">
      {children}
    </kbd>
  );
}

const NEAREST_MAX = 3;

/** @returns the known names that a mistyped one comes nearest to, at most three; none when nothing is near. */
export function nearestNames(name: string, known: readonly string[]): string[] {
  const distanceMax = Math.max(2, Math.floor(name.length / 3));
  const measured = known.map((candidate) => ({ candidate, distance: editDistance(name, candidate, distanceMax) }));
  const nearest = Math.min(distanceMax, ...measured.map(({ distance }) => distance));
  return measured
    .filter(({ distance }) => distance === nearest)
    .slice(0, NEAREST_MAX)
    .map(({ candidate }) => candidate);
}

/** Levenshtein distance; anything over `max` may come out as `max + 1`. */
function editDistance(a: string, b: string, max: number): number {
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let previous = Array.from({ length: b.length + 1 }, (_item, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const substitution = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? max + 1;
}

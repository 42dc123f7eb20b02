/** What a check found: tests counted one by one where the tool counts them, else the check as a whole. */
export type Tally = { passed: number; failed: number };

export type Check = { name: string; run: () => Promise<Tally> };

/** Something that was told, with its place in the order of this process. */
export type Numbered = { number: number };

/** What a workspace was told lately, so that a stream that broke can go on where it was. */
export type Feed<Entry extends Numbered> = {
  append: (entry: Entry) => void;
  /** @returns what came after `number`, or null when part of that is forgotten or was never known. */
  since: (number: number) => Entry[] | null;
};

const ENTRIES_MAX = 1_000;

/** @param startNumber the last number given out before this feed began: what was told up to there is not known. */
export function createFeed<Entry extends Numbered>(startNumber: number, entriesMax = ENTRIES_MAX): Feed<Entry> {
  let entries: Entry[] = [];
  let forgottenUpTo = startNumber;

  return {
    append(entry) {
      entries.push(entry);
      if (entries.length <= entriesMax) return;
      // By halves, not one by one: shifting a long list for each message would cost too much.
      const cut = Math.ceil(entriesMax / 2);
      forgottenUpTo = entries[cut - 1]?.number ?? forgottenUpTo;
      entries = entries.slice(cut);
    },
    since(number) {
      return number < forgottenUpTo ? null : entries.filter((entry) => entry.number > number);
    },
  };
}

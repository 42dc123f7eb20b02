/** @returns whether the receiver may have acted on an attempt that ended so, as a sentence; null where nobody can say. */
export function processedSentence(maybeProcessed: string | null): string | null {
  switch (maybeProcessed) {
    case "yes":
      return "The receiver may have processed it: it has most likely got the request. It should expect the same event again.";
    case "maybe":
      return "The receiver may have processed it: nobody can tell from here. It should expect the same event again.";
    case "no":
      return "The receiver has not processed it.";
    case "unknown":
      return "Whether the receiver processed it cannot be known from here.";
    default:
      return null;
  }
}

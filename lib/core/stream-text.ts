/**
 * Makes chunks of text a body that is written while it is read: a slow reader slows the making down, and one that goes
 * away ends it. The first chunk is made before this resolves, so that a refusal is still an answer.
 */
export async function streamText(chunks: AsyncGenerator<string, void, void>): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  let ahead: IteratorResult<string, void> | null = await chunks.next();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = ahead ?? (await chunks.next());
        ahead = null;
        if (next.done === true) controller.close();
        else controller.enqueue(encoder.encode(next.value));
      },
      cancel: () => chunks.return().then(() => undefined),
    },
    { highWaterMark: 0 },
  );
}

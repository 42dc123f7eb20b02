/**
 * @returns the exact text that receivers get and signatures are made of, its keys in the documented order.
 * `dataText` goes in as the caller wrote it: it is never parsed and written again.
 */
export function buildBody(event: { id: string; type: string; timestamp: string; dataText: string }): string {
  const { id, type, timestamp, dataText } = event;
  return `{"id":${JSON.stringify(id)},"type":${JSON.stringify(type)},"timestamp":${JSON.stringify(timestamp)},"data":${dataText}}`;
}

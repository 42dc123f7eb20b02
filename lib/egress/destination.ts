import { lookup as dnsLookup } from "node:dns/promises";
import { isIP } from "node:net";
import type { AddressPolicy } from "./address";
import type { CheckedUrl } from "./url";

/** Resolves a name to its addresses; rejects with an error whose `code` says why (`ENOTFOUND`, `EAI_AGAIN`). */
export type Lookup = (hostname: string) => Promise<readonly string[]>;

/** The system's resolver, so that /etc/hosts and search domains count as everywhere else on the machine. */
export const systemLookup: Lookup = async (hostname) => {
  const records = await dnsLookup(hostname, { all: true, verbatim: true });
  return records.map((record) => record.address);
};

/** Carries no address: it ends up before a tenant, who must not learn what the private network looks like. */
export class BlockedAddressError extends Error {
  readonly code = "blocked_address";

  constructor() {
    super("the destination is not a public address");
    this.name = "BlockedAddressError";
  }
}

/**
 * @returns the addresses a connection may be opened to, all of them checked
 * @throws BlockedAddressError when any is not allowed or none is left, and whatever the lookup throws
 */
export async function resolveAddresses(target: CheckedUrl, policy: AddressPolicy, lookup: Lookup): Promise<string[]> {
  const addresses = target.isLiteral ? [target.hostname] : [...(await lookup(target.hostname))];
  const areAllowed = addresses.every((address) => isIP(address) !== 0 && policy.allowsAddress(address));
  if (addresses.length === 0 || !areAllowed) throw new BlockedAddressError();
  return addresses;
}

export type DestinationCheck = { outcome: "ok" } | { outcome: "unresolved" } | { outcome: "refused"; message: string };

/**
 * Looks at where a URL leads at this moment, for the moment somebody enters it. A name that does not resolve (yet) is no
 * refusal: that is a delivery failure with its own explanation. Each attempt checks again.
 */
export async function checkDestination(
  target: CheckedUrl,
  { policy, lookup = systemLookup }: { policy: AddressPolicy; lookup?: Lookup },
): Promise<DestinationCheck> {
  try {
    await resolveAddresses(target, policy, lookup);
    return { outcome: "ok" };
  } catch (error) {
    if (!(error instanceof BlockedAddressError)) return { outcome: "unresolved" };
    return {
      outcome: "refused",
      message:
        "The host resolves to a private or reserved address; use one that can be reached from the public internet.",
    };
  }
}

import { BlockList, isIP, isIPv4 } from "node:net";

/** Every range of the IANA IPv4 special-purpose registry, multicast, and Azure's metadata and DNS address. */
const SPECIAL_IPV4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
  "168.63.129.16/32",
];

/** IPv6 is the other way round: only global unicast is public, and within it not what tunnels, documents or anycasts. */
const GLOBAL_UNICAST_IPV6 = ["2000::/3"];
const SPECIAL_IPV6 = ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"];

const specialIpv4 = blockListOf(SPECIAL_IPV4);
const globalUnicastIpv6 = blockListOf(GLOBAL_UNICAST_IPV6);
const specialIpv6 = blockListOf(SPECIAL_IPV6);
const mappedIpv4 = blockListOf(["::ffff:0:0/96"]);
const loopback = blockListOf(["127.0.0.0/8", "::1/128"]);

export type AddressPolicy = {
  /** Whether a request may go to this address, given as text. Anything that is not an IP address may not. */
  allowsAddress: (address: string) => boolean;
  /** Whether `localhost` may be named. */
  allowsLoopback: boolean;
  /** Whether names of private networks (`app`, `host.docker.internal`) may be used: a range other than loopback is allowed. */
  allowsPrivateNames: boolean;
};

/**
 * @param allowedCidrs ranges that may be reached although they are not public (`10.1.0.0/16`, `::1/128`, a bare address)
 * @throws Error naming the first entry that is not a range
 */
export function createAddressPolicy(allowedCidrs: readonly string[]): AddressPolicy {
  const allowed = blockListOf(allowedCidrs);
  const isLoopbackRange = (cidr: string) => checkIn(loopback, parseCidr(cidr).network);
  return {
    allowsAddress: (address) => isPublicAddress(address) || (isAddress(address) && checkIn(allowed, address)),
    allowsLoopback: allowedCidrs.some(isLoopbackRange),
    allowsPrivateNames: !allowedCidrs.every(isLoopbackRange),
  };
}

/** @returns whether the address is reachable by everybody, so that a request to it betrays nothing private. */
export function isPublicAddress(address: string): boolean {
  if (!isAddress(address)) return false;
  // ::ffff:10.0.0.1 is 10.0.0.1 to the kernel, and BlockList compares it with ranges of IPv4 too.
  if (isIPv4(address) || checkIn(mappedIpv4, address)) return !checkIn(specialIpv4, address);
  return checkIn(globalUnicastIpv6, address) && !checkIn(specialIpv6, address);
}

/** A zone (`fe80::1%eth0`) belongs to no address that a resolver answers for a name of the internet. */
function isAddress(text: string): boolean {
  return isIP(text) !== 0 && !text.includes("%");
}

function blockListOf(cidrs: readonly string[]): BlockList {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const { network, prefix } = parseCidr(cidr);
    list.addSubnet(network, prefix, familyOf(network));
  }
  return list;
}

function parseCidr(cidr: string): { network: string; prefix: number } {
  const [network = "", prefixText, ...rest] = cidr.split("/");
  const bits = isIP(network) === 4 ? 32 : 128;
  const prefix = prefixText === undefined ? bits : /^\d{1,3}$/.test(prefixText) ? Number(prefixText) : Number.NaN;
  if (!isAddress(network) || rest.length > 0 || !(prefix <= bits)) {
    throw new Error(`"${cidr}" is not an address range; write it like 10.0.0.0/8 or fd00::/8`);
  }
  return { network, prefix };
}

function checkIn(list: BlockList, address: string): boolean {
  return list.check(address, familyOf(address));
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIPv4(address) ? "ipv4" : "ipv6";
}

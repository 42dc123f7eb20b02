import { Resolver } from "node:dns/promises";
import dns2 from "dns2";
import type { Lookup } from "@/lib/egress";
import { findFreePort } from "@/scripts/processes/free-port";

const { Packet } = dns2;
const NXDOMAIN = 3;

/** The records of a name at one moment; `rcode` is an error in their place, `silent` no answer at all. */
export type NameAnswer = { a?: string[]; aaaa?: string[]; cname?: string; rcode?: number; silent?: boolean };

/** A name server on loopback, by UDP and TCP, that says what a test wants. */
export type NameServer = {
  /** Asks this server alone, A and AAAA, with Node's own resolver. */
  lookup: Lookup;
  /** What the next look-ups of a name are answered; the last answer serves all that follow. Unknown names do not exist. */
  say: (name: string, ...answers: NameAnswer[]) => void;
  /** How often a name was looked up. */
  lookupsOf: (name: string) => number;
  /** Every name that was asked for. */
  names: () => string[];
  close: () => Promise<void>;
};

export async function startNameServer(): Promise<NameServer> {
  const script = new Map<string, NameAnswer[]>();
  const asked = new Map<string, number>();
  const port = await findFreePort();

  const server = dns2.createServer({
    udp: true,
    tcp: true,
    handle(request, send) {
      const response = Packet.createResponseFromRequest(request);
      const [question] = request.questions;
      if (question === undefined) return;
      const name = question.name.toLowerCase();
      const key = `${question.type} ${name}`;
      const count = asked.get(key) ?? 0;
      asked.set(key, count + 1);
      const answers = script.get(name);
      const answer: NameAnswer = answers?.[Math.min(count, answers.length - 1)] ?? { rcode: NXDOMAIN };
      if (answer.silent === true) return;
      response.header.rcode = answer.rcode ?? 0;
      response.answers.push(...recordsOf(answer, name, question.type));
      void send(response);
    },
  });
  await server.listen({ udp: { port, address: "127.0.0.1" }, tcp: { port, address: "127.0.0.1" } });

  const resolver = new Resolver({ timeout: 1_000, tries: 1 });
  resolver.setServers([`127.0.0.1:${port}`]);

  return {
    async lookup(hostname) {
      const [a, aaaa] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
      const addresses = [a, aaaa].flatMap((found) => (found.status === "fulfilled" ? found.value : []));
      if (addresses.length === 0 && a.status === "rejected") throw a.reason;
      return addresses;
    },
    say: (name, ...answers) => {
      script.set(name, answers);
      for (const type of [Packet.TYPE.A, Packet.TYPE.AAAA]) asked.delete(`${type} ${name}`);
    },
    lookupsOf: (name) => asked.get(`${Packet.TYPE.A} ${name}`) ?? 0,
    names: () => [...new Set([...asked.keys()].map((key) => key.split(" ")[1] ?? ""))],
    async close() {
      resolver.cancel();
      await server.close();
    },
  };
}

/** The alias comes with the records behind it, as a recursive name server answers. */
function recordsOf({ a = [], aaaa = [], cname }: NameAnswer, name: string, type: number): dns2.Packet.Resource[] {
  const owner = cname ?? name;
  const alias = cname === undefined ? [] : [recordOf(name, Packet.TYPE.CNAME, { domain: cname })];
  if (type === Packet.TYPE.A) return [...alias, ...a.map((address) => recordOf(owner, type, { address }))];
  if (type !== Packet.TYPE.AAAA) return alias;
  return [...alias, ...aaaa.map((address) => recordOf(owner, type, { address: inHex(address) }))];
}

/** No time to live: nothing on the way may keep an answer. */
function recordOf(name: string, type: number, data: { address: string } | { domain: string }): dns2.Packet.Resource {
  return new Packet.Resource({ name, type, class: Packet.CLASS.IN, ttl: 0, ...data });
}

/** The packet's writer knows no dotted end. */
function inHex(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findFreePort } from "@/scripts/processes/free-port";
import { type Api, startApi } from "@/tests/harness/api";
import { envOf, type RawReply, startWeb, type WebProcess } from "@/tests/harness/web-process";
import { type Actor, makePeople } from "./actors";
import { Estate, missing, type Nameable, token } from "./estate";
import { snapshotOf } from "./snapshot";

const FOLDER = join(import.meta.dirname, "..", "..", "..", "app", "[workspaceSlug]");
/** Which row the id in a page's address is. A folder that is not here fails the test: say it for a new page. */
const KIND_BY_FOLDER: Record<string, Nameable> = {
  deliveries: "delivery",
  endpoints: "webhook",
  "event-types": "eventTypeName",
  events: "event",
  inbox: "inbox",
};

/** @returns the address of each page below a workspace, its id written as `{id}`, with what that id is. */
function findPages(): { path: string; kind: Nameable | undefined }[] {
  return readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === "page.tsx")
    .map((entry) => relative(FOLDER, entry.parentPath).split(sep))
    .map((parts) => parts.filter((part) => part !== "" && !part.startsWith("(")))
    .map((parts) => {
      const path = parts.map((part) => part.replace("[...missing]", "no/such").replace("[...page]", "retries"));
      const isOne = path.some((part) => /^\[\w+\]$/.test(part));
      const kind = isOne ? KIND_BY_FOLDER[parts[0] ?? ""] : undefined;
      if (isOne && kind === undefined) throw new Error(`Say in KIND_BY_FOLDER what ${parts.join("/")} shows.`);
      return { path: path.map((part) => `/${part.replace(/^\[\w+\]$/, "{id}")}`).join(""), kind };
    });
}

const pages = findPages();
let api: Api;
let web: WebProcess;
let own: Estate;
let others: Estate;
let people: Map<string, Actor>;
const ids = {} as Record<"own" | "foreign", Record<string, string>>;

beforeAll(async () => {
  api = await startApi({ PORT: String(await findFreePort()) });
  own = new Estate(api.tenant.ctx, `own${token()}`);
  others = new Estate(api.stranger.ctx, `foreign${token()}`);
  for (const [name, estate] of [
    ["own", own],
    ["foreign", others],
  ] as const) {
    ids[name] = {};
    for (const kind of Object.values(KIND_BY_FOLDER)) ids[name][kind] = await estate.make(kind);
  }
  people = new Map((await makePeople(api, api.tenant)).map((person) => [person.name, person]));
  web = await startWeb(envOf(api));
});
afterAll(async () => {
  await web.stop();
  await api.close();
});

const cookieOf = (name: string): Record<string, string> => {
  const Cookie = people.get(name)?.headers.Cookie;
  if (Cookie === undefined) throw new Error(`Nobody is called ${name}`);
  return { Cookie };
};
const slug = () => api.tenant.ctx.workspace.slug;
const addressOf = (path: string, id = "", workspace = slug()) => `/${workspace}${path.replace("{id}", id)}`;
const idOf = (kind: Nameable | undefined, whose: "own" | "foreign") =>
  kind === undefined ? "" : (ids[whose][kind] ?? "");

/** A page without what differs each time: nonces, ids, times, names of chunks in the order they came. */
const words = ({ status, text }: RawReply, ...names: string[]) => {
  const body = text
    .replaceAll(/<(script|style)\b.*?<\/\1>/gs, "")
    .replaceAll(/<template.*?<\/template>|<link[^>]*>/gs, "");
  return { status, text: names.reduce((rest, name) => (name === "" ? rest : rest.replaceAll(name, "NAME")), body) };
};

let count = 0;
async function see(path: string, who: string | null, more: Record<string, string> = {}): Promise<RawReply> {
  count += 1;
  const headers = { ...(who === null ? {} : cookieOf(who)), ...more };
  const first = await web.ask(path, { headers });
  // Next wants a digest in the address of a page's data, and says which.
  const withDigest = String(first.headers.location);
  const reply = /[?&]_rsc=/.test(withDigest) ? await web.ask(withDigest, { headers }) : first;
  for (const secret of [others.mark, "whsec_"])
    expect([path, who, reply.text.includes(secret)]).toEqual([path, who, false]);
  return reply;
}

describe("every page of a workspace", { timeout: 180_000 }, () => {
  it("sends whoever is not signed in to the sign-in page, and tells nothing", async () => {
    expect(pages.length).toBeGreaterThan(25);
    for (const who of [null, "ended session of owner"])
      for (const { path, kind } of pages) {
        const address = addressOf(path, idOf(kind, "own"));
        const { status, headers, text } = await see(address, who);
        const isSentAway = String(headers.location).startsWith(`/sign-in?next=${encodeURIComponent(address)}`);
        expect([address, status, isSentAway, text.includes(own.mark)]).toEqual([address, 307, true, false]);
        if (who !== null) continue;
        const data = await see(address, who, { RSC: "1" });
        expect([address, data.text.includes(own.mark)]).toEqual([address, false]);
      }
  });

  it("is for a stranger as if there were no such workspace", async () => {
    const who = "session of a stranger";
    for (const { path, kind } of pages) {
      const id = idOf(kind, "own");
      const foreign = await see(addressOf(path, id), who);
      const none = await see(addressOf(path, id, "no-such-workspace"), who);
      expect([path, words(foreign, slug(), id)]).toEqual([path, words(none, "no-such-workspace", id)]);
      expect([path, foreign.status, foreign.text.includes(own.mark)]).toEqual([path, 404, false]);
      const data = await see(addressOf(path, id), who, { RSC: "1" });
      expect([path, data.text.includes(own.mark)]).toEqual([path, false]);
    }
  });

  it("shows a viewer what is theirs, of another's row no more than of none, and changes nothing by it", async () => {
    const who = "session of viewer";
    const { sql } = api.runtime.database;
    const before = await snapshotOf(sql, own.ctx.workspace.id);
    let shown = 0;
    for (const { path, kind } of pages) {
      const { status, text } = await see(addressOf(path, idOf(kind, "own")), who);
      const right = path.includes("no/such") ? [404] : [200, 307];
      expect([path, status, right.includes(status)]).toEqual([path, status, true]);
      if (text.includes(own.mark)) shown += 1;
      if (kind === undefined) continue;
      const [foreignId, noId] = [idOf(kind, "foreign"), missing(kind)];
      const foreign = await see(addressOf(path, foreignId), who);
      const none = await see(addressOf(path, noId), who);
      expect([path, foreign.status]).toEqual([path, 404]);
      expect([path, words(foreign, foreignId)]).toEqual([path, words(none, noId)]);
    }
    // Or else "not told" above would mean nothing.
    expect(shown).toBeGreaterThan(8);
    expect(await snapshotOf(sql, own.ctx.workspace.id)).toEqual(before);
    console.log(`pages: ${pages.length} pages, ${count} views, 0 leaks`);
  });
});

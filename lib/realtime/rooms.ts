import { randomBytes } from "node:crypto";
import { MINUTE_MS } from "@/lib/core/clock";
import { createFeed, type Feed } from "./feed";
import type { DashboardMessage, RealtimeMessage, Reset } from "./messages";
import { formatEvent } from "./sse";
import type { Subscriber } from "./subscribe";

/** Something a workspace was told, ready for the wire. */
export type Entry = { number: number; id: string; message: DashboardMessage | Reset; text: string };
export type Reader = (entry: Entry) => void;

export type Rooms = {
  /** Hears a workspace from now on. @returns how to leave. */
  join: (workspaceId: string, reader: Reader) => () => void;
  /** @returns what the workspace was told after that event, or null when that is not known here (any more). */
  since: (workspaceId: string, lastEventId: string) => Entry[] | null;
  /** @returns the id of this moment. */
  currentId: () => string;
  /** @returns a reset with an id of its own, for one reader. */
  newReset: () => Entry;
};

type Room = { feed: Feed<Entry>; readers: Set<Reader>; stopListening: () => void; forgetting?: NodeJS.Timeout };

/** How long a workspace without readers is remembered, for a browser that comes back. */
const FEED_KEPT_MS = 2 * MINUTE_MS;

/** Event ids are `<boot>-<number>`, so that those of another process, or of this one's last life, are told apart. */
export function createRooms(subscriber: Subscriber): Rooms {
  const bootId = randomBytes(6).toString("hex");
  const rooms = new Map<string, Room>();
  let lastNumber = 0;
  const idOf = (number: number) => `${bootId}-${number}`;

  function newEntry(message: DashboardMessage | Reset): Entry {
    const number = ++lastNumber;
    const id = idOf(number);
    return { number, id, message, text: formatEvent(id, message) };
  }

  function openRoom(workspaceId: string): Room {
    // A number of its own, so that nobody goes on from before this room listened.
    const feed = createFeed<Entry>(++lastNumber);
    const readers = new Set<Reader>();
    const stopListening = subscriber.listen(workspaceId, (message) => {
      if (!isForBrowsers(message)) return;
      const entry = newEntry(message);
      feed.append(entry);
      for (const reader of readers) reader(entry);
    });
    const room = { feed, readers, stopListening };
    rooms.set(workspaceId, room);
    return room;
  }

  function forget(workspaceId: string, room: Room): void {
    room.stopListening();
    rooms.delete(workspaceId);
  }

  return {
    join(workspaceId, reader) {
      const room = rooms.get(workspaceId) ?? openRoom(workspaceId);
      clearTimeout(room.forgetting);
      room.readers.add(reader);
      return () => {
        room.readers.delete(reader);
        if (room.readers.size > 0) return;
        clearTimeout(room.forgetting);
        room.forgetting = setTimeout(() => forget(workspaceId, room), FEED_KEPT_MS).unref();
      };
    },
    since(workspaceId, lastEventId) {
      const [boot, digits = ""] = lastEventId.split("-");
      if (boot !== bootId || !/^\d{1,15}$/.test(digits) || Number(digits) > lastNumber) return null;
      return rooms.get(workspaceId)?.feed.since(Number(digits)) ?? null;
    },
    currentId: () => idOf(lastNumber),
    newReset: () => newEntry({ type: "reset" }),
  };
}

function isForBrowsers(message: RealtimeMessage | Reset): message is DashboardMessage | Reset {
  return message.type !== "api-key.changed";
}

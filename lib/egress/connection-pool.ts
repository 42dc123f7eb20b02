import { Connection, type ConnectionOptions } from "./connection";
import type { CheckedUrl } from "./url";

export type ConnectionPoolOptions = ConnectionOptions & { idlePerOriginMax: number; idleMax: number };

/**
 * Idle connections by origin, the latest used first, so that surplus ones grow old and close. There is no queue: a
 * request that finds none idle opens one, because the requests ahead of it may hang and belong to somebody else.
 */
export class ConnectionPool {
  private readonly idleByOrigin = new Map<string, Connection[]>();
  /** In the order they became idle. */
  private readonly idle = new Set<Connection>();
  private readonly busy = new Set<Connection>();
  private isClosed = false;

  constructor(private readonly options: ConnectionPoolOptions) {}

  take(target: CheckedUrl): Connection {
    const reused = this.idleByOrigin.get(target.url.origin)?.at(-1);
    if (reused !== undefined) this.removeIdle(reused);
    const connection = reused ?? new Connection(target, this.options, (closed) => this.onDisconnect(closed));
    this.busy.add(connection);
    return connection;
  }

  /** Takes back a connection whose answer was read to its end. */
  release(connection: Connection): void {
    this.busy.delete(connection);
    const siblings = this.idleByOrigin.get(connection.origin) ?? [];
    if (this.isClosed || siblings.length >= this.options.idlePerOriginMax) return connection.discard();
    siblings.push(connection);
    this.idleByOrigin.set(connection.origin, siblings);
    this.idle.add(connection);
    if (this.idle.size > this.options.idleMax) this.discardOldest();
  }

  /** Cuts a connection whose answer was not read to its end. */
  discard(connection: Connection): void {
    this.busy.delete(connection);
    connection.discard();
  }

  close(): void {
    this.isClosed = true;
    for (const connection of [...this.idle, ...this.busy]) connection.discard();
    this.idle.clear();
    this.idleByOrigin.clear();
  }

  private discardOldest(): void {
    const [oldest] = this.idle;
    if (oldest === undefined) return;
    this.removeIdle(oldest);
    oldest.discard();
  }

  /** A closed socket that nobody uses: its owner has nothing to learn from it, so it just goes. */
  private onDisconnect(connection: Connection): void {
    if (!this.idle.has(connection)) return;
    this.removeIdle(connection);
    connection.discard();
  }

  private removeIdle(connection: Connection): void {
    this.idle.delete(connection);
    const siblings = this.idleByOrigin.get(connection.origin) ?? [];
    const index = siblings.lastIndexOf(connection);
    if (index !== -1) siblings.splice(index, 1);
    if (siblings.length === 0) this.idleByOrigin.delete(connection.origin);
  }
}

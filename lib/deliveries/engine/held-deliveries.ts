import type { ClaimedDelivery } from "./claimed-delivery";
import { shareOfSlow } from "./lane/window";
import { CLAIMED_BYTES_MAX } from "./settings";

/** What this worker holds the lease of, from the claim until it is recorded or given back. */
export class HeldDeliveries {
  private readonly held = new Set<ClaimedDelivery>();
  private bytes = 0;

  /** @param countMax requests that may be in flight, recorded and claimed ahead together. */
  constructor(private readonly countMax: number) {}

  get size(): number {
    return this.held.size;
  }

  /** How many more it can take; none while their payloads fill the memory they may. */
  get room(): number {
    return this.bytes > CLAIMED_BYTES_MAX ? 0 : this.countMax - this.held.size;
  }

  /** The same for endpoints that are not known to answer at once. @param held what is held for those already. */
  roomForSlow(held: number): number {
    if (this.bytes > shareOfSlow(CLAIMED_BYTES_MAX)) return 0;
    return Math.max(0, Math.min(this.room, shareOfSlow(this.countMax) - held));
  }

  add(delivery: ClaimedDelivery): void {
    this.held.add(delivery);
    this.bytes += delivery.body.length;
  }

  remove(delivery: ClaimedDelivery): void {
    if (this.held.delete(delivery)) this.bytes -= delivery.body.length;
  }
}

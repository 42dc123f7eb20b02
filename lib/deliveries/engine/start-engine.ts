import { setTimeout as sleep } from "node:timers/promises";
import type { EgressClient } from "@/lib/egress";
import type { Database } from "@/lib/platform/db";
import type { Encryption } from "@/lib/platform/encryption";
import type { Logger } from "@/lib/platform/logger";
import { attemptsTooLate } from "@/lib/platform/metrics";
import type { Attempt } from "./attempt";
import { createRequestBuilder, type MaskHeaders } from "./build-request";
import { claimSuspect } from "./claim-suspect";
import type { ClaimedDelivery } from "./claimed-delivery";
import { Claimer } from "./claimer";
import { createDatabaseClock } from "./database-clock";
import type { EndedDelivery } from "./end-deliveries";
import { endUnsendable } from "./end-planned";
import { giveBack } from "./give-back";
import { Heartbeat } from "./heartbeat";
import { HeldDeliveries } from "./held-deliveries";
import { LaneTable } from "./lane-table";
import { makeAttempt } from "./make-attempt";
import type { RecordedAttempt } from "./recorded-attempt";
import { Recorder } from "./recorder";
import { Sender } from "./sender";
import { STOP_LIMIT_MS } from "./settings";
import { Sweeper } from "./sweeper";
import { Watchdog } from "./watchdog";

const TICK_MS = 500;
/** A retry that comes sooner than this is woken by a timer; later ones are found by the sweeper. */
const WAKE_AHEAD_MS = 30_000;
const REST_MS_MAX = 30_000;
/**
 * Of what a worker may hold, how much should be free before it claims more for lanes that still have some waiting. Less than
 * what endpoints that take their time leave to the others.
 */
const CLAIM_SHARE = 0.15;

export type EngineConfig = {
  database: Database;
  logger: Logger;
  encryption: Encryption;
  /** How custom headers are recorded. */
  maskHeaders: MaskHeaders;
  egress: EgressClient;
  workerId: string;
  /** Requests in flight at most. */
  concurrency: number;
  defaultRateLimit: number;
  /** What was recorded together. */
  onRecorded: (recorded: readonly RecordedAttempt[]) => void;
  onEnded: (deliveries: readonly EndedDelivery[]) => void;
  /** The receiver answered 410: nothing more is to be sent there. */
  onGone: (gone: { webhookId: string; workspaceId: string; askedAtMs: number }) => void;
  /** Counters that go along with each heartbeat, as JSON text. */
  metrics: () => Promise<string>;
  /** With each heartbeat: requests in flight. */
  onBeat: (inFlight: number) => void;
  /** Nothing is claimed although there is work: the process should end. */
  onStuck: () => void;
};

export type Engine = {
  /** The webhooks may have due deliveries. */
  ring: (webhookIds: readonly string[]) => void;
  /** No new requests; waits up to 35 s for those in flight, and gives back what was not begun. */
  stop: () => Promise<void>;
};

/** Starts delivering what is due. Returns when the first heartbeat is out. */
export async function startEngine(config: EngineConfig): Promise<Engine> {
  const { database, logger, workerId, concurrency } = config;
  const clock = createDatabaseClock();
  const heldMax = concurrency * 4 + 100;
  const held = new HeldDeliveries(heldMax);
  let suspect: ClaimedDelivery | "being claimed" | null = null;
  let isStopping = false;

  const lanes = new LaneTable(concurrency, () => claimer.wake());
  const room = () => (isStopping || recorder.isStruggling ? 0 : held.room);

  const claimer = new Claimer({
    ...config,
    lanes,
    clock,
    room,
    roomForSlow: () => held.roomForSlow(lanes.heldForSlow),
    onClaimed: takeIfOpen,
    onShut: (lane) => handBack(lane.waiting.splice(0)),
  });
  const attemptConfig = {
    egress: config.egress,
    buildRequest: createRequestBuilder(config.encryption, config.maskHeaders),
    clock,
    logger,
  };
  const sender = new Sender({
    concurrency,
    lanes,
    send: (delivery) => makeAttempt(attemptConfig, delivery),
    unrecorded: () => recorder.size,
    onSent(attempt) {
      report(attempt);
      recorder.add(attempt);
    },
    onStale: (delivery) => handBack([delivery]),
  });
  const recorder = new Recorder({ database, workerId, logger, inFlight: () => sender.inFlight, onDone: finishAll });
  const heartbeat = new Heartbeat({ ...config, clock, inFlight: () => sender.inFlight });
  const watchdog = new Watchdog();
  const sweeper = new Sweeper({
    database,
    logger,
    buryDead: () => heartbeat.buryDead(),
    onDue: (webhookIds) => webhookIds.forEach((webhookId) => lanes.mark(webhookId)),
    onEnded: config.onEnded,
    async afterSweep(dueLanes) {
      await takeSuspect();
      const sighting = { nowMs: performance.now(), dueLanes, room: room(), lastRoundMs: claimer.lastRoundMs };
      if (watchdog.look(sighting)) config.onStuck();
    },
  });

  function take(deliveries: readonly ClaimedDelivery[]): void {
    for (const delivery of deliveries) held.add(delivery);
    if (isStopping) handBack(deliveries);
    else sender.add(deliveries);
  }

  /** What was claimed while its endpoint failed for the tenth time in a row goes back, but for a probe. */
  function takeIfOpen(deliveries: readonly ClaimedDelivery[]): void {
    const open: ClaimedDelivery[] = [];
    const shut: ClaimedDelivery[] = [];
    for (const delivery of deliveries) {
      const isShut = !delivery.isProbe && lanes.get(delivery.webhook.id).book.opensBreaker;
      (isShut ? shut : open).push(delivery);
    }
    take(open);
    handBack(shut);
  }

  function release(delivery: ClaimedDelivery): void {
    held.remove(delivery);
    if (delivery !== suspect) return;
    suspect = null;
    void takeSuspect();
  }

  function handBack(deliveries: readonly ClaimedDelivery[]): void {
    if (deliveries.length === 0) return;
    void giveBackAll(deliveries);
  }

  async function giveBackAll(deliveries: readonly ClaimedDelivery[]): Promise<void> {
    await giveBack({ database, logger, workerId, isStopping: () => isStopping }, deliveries);
    for (const delivery of deliveries) {
      release(delivery);
      lanes.markIn(delivery.webhook.id, TICK_MS);
    }
  }

  function report({ ok, delivery, retryAfterMs, result }: Attempt): void {
    const lane = lanes.get(delivery.webhook.id);
    const isThrottled = result.outcome === "response" && result.status === 429;
    lane.book.add({
      ok,
      isProbe: delivery.isProbe,
      restMs: isThrottled ? Math.min(retryAfterMs ?? 0, REST_MS_MAX) : 0,
    });
    // The breaker opens with the next claim; until then nothing more goes out.
    if (lane.book.opensBreaker) handBack(lane.waiting.splice(0));
  }

  function finishAll(attempts: readonly Attempt[], recordedOf: ReadonlyMap<Attempt, RecordedAttempt>): void {
    for (const attempt of attempts) finish(attempt, recordedOf.get(attempt));
    // Lanes that have more are claimed for together, rather than each for the few that it has just finished.
    if (room() >= heldMax * CLAIM_SHARE) lanes.markHungry();
    claimer.wake();
    sender.pump();
    config.onRecorded([...recordedOf.values()]);
  }

  function finish(attempt: Attempt, recorded: RecordedAttempt | undefined): void {
    const { delivery, ok } = attempt;
    release(delivery);
    const lane = lanes.get(delivery.webhook.id);
    const isStarving = lane.isHungry && lane.waiting.length === 0;
    if (!ok || lane.hasFailures || delivery.isProbe || isStarving) lanes.mark(delivery.webhook.id);
    if (recorded === undefined) {
      attemptsTooLate.inc();
      logger.warn(
        { deliveryId: delivery.deliveryId, attemptId: attempt.id },
        "an attempt came too late to be recorded",
      );
      return;
    }
    const { retryInMs } = recorded.transition;
    if (retryInMs !== null && retryInMs <= WAKE_AHEAD_MS) lanes.markIn(delivery.webhook.id, retryInMs + 1);
    if (attempt.cause?.cause !== "gone") return;
    const { id: webhookId, workspaceId } = delivery.webhook;
    config.onGone({ webhookId, workspaceId, askedAtMs: attempt.startedAtMs });
  }

  async function takeSuspect(): Promise<void> {
    if (suspect !== null || isStopping) return;
    suspect = "being claimed";
    try {
      const claim = await claimSuspect(database, workerId, claimer.nextLease());
      suspect = claim.delivery;
      if (claim.unsendable.length > 0) config.onEnded(await endUnsendable(database, workerId, claim.unsendable));
    } catch (error) {
      suspect = null;
      logger.warn({ err: error }, "a suspect could not be claimed; the next sweep tries again");
    }
    if (suspect !== null) take([suspect]);
  }

  function tick(): void {
    const nowMs = performance.now();
    for (const lane of lanes.all()) {
      handBack(lane.slowDown(nowMs));
      if (!lane.isQuick) sender.noteSlow(lane);
    }
    lanes.forgetIdle(nowMs);
    claimer.wake();
  }

  await heartbeat.start();
  const ticker = setInterval(tick, TICK_MS);
  sweeper.start();

  return {
    ring(webhookIds) {
      for (const id of webhookIds) lanes.mark(id);
    },
    async stop() {
      isStopping = true;
      clearInterval(ticker);
      await Promise.all([claimer.stop(), sweeper.stop()]);
      lanes.close();
      const waiting: ClaimedDelivery[] = [];
      for (const lane of lanes.all()) waiting.push(...lane.waiting.splice(0));
      if (waiting.length > 0) await giveBackAll(waiting);
      await settleInFlight();
      await claimer.handInReports();
      lanes.close();
      await heartbeat.stop().catch((error) => logger.warn({ err: error }, "the heartbeat could not be taken back"));
    },
  };

  async function settleInFlight(): Promise<void> {
    const deadlineMs = performance.now() + STOP_LIMIT_MS;
    while (held.size > 0 && performance.now() < deadlineMs) await sleep(20);
    if (held.size > 0)
      logger.warn({ unsettled: held.size }, "stopping with requests unsettled; their leases run out by themselves");
  }
}

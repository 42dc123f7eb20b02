import type { Backend } from "@/rig/system";
import { type Costs, type Cpu, splitCost } from "./capacity";
import type { Report, Section } from "./report";

const BODY_BYTES = 1_000;
const MEGABYTE = 2 ** 20;
/** Labels of what was measured at several fan-outs end with it. */
const FAN_OUT = /fan-out (\d+)$/;

/**
 * What the report says an event and a delivery cost: processors by the scenarios `fan-out` and `single`, disk and
 * connections by `footprint`. What was not measured yet is NaN, and so is all that is calculated from it.
 */
export function readCosts(report: Report, backend: Backend): Costs {
  const find = (scenario: string) =>
    report.sections.find((section) => section.scenario === scenario && section.backend === backend);
  const [wide, single, footprint] = [find("fan-out"), find("single"), find("footprint")];
  const split = byRole((role) => splitCost(cpuPoints(wide, role)));
  const disk = splitCost(figurePoints(footprint, "disk per 1,000 deliveries"));
  const wal = splitCost(figurePoints(footprint, "write-ahead log per 1,000 deliveries"));
  const singleCpu = byRole((role) => cpuOf(single, "single", role));
  const most = (figure: string) =>
    Math.max(...(footprint?.rows.filter((row) => row.figure === figure).map((row) => row.value.max) ?? []), -1);
  const measured = (value: number) => (value < 0 ? Number.NaN : value);
  return {
    cpuPerEvent: byRole((role) => split[role].perEvent),
    cpuPerDelivery: byRole((role) => split[role].perDelivery),
    // What a single call costs more than its share of a batch.
    cpuPerSingleCall: byRole((role) => Math.max(0, singleCpu[role] - split[role].perEvent - split[role].perDelivery)),
    diskBytesPerEvent: disk.perEvent,
    diskBytesPerDelivery: disk.perDelivery,
    walBytesPerEvent: wal.perEvent,
    walBytesPerDelivery: wal.perDelivery,
    bodyBytes: BODY_BYTES,
    connectionsPerWeb: measured(most("PostgreSQL connections of a web process, at most")),
    connectionsPerWorker: measured(most("PostgreSQL connections of a worker, at most")),
  };
}

function byRole<T>(valueOf: (role: keyof Cpu) => T): Record<keyof Cpu, T> {
  return { web: valueOf("web"), worker: valueOf("worker"), postgres: valueOf("postgres"), redis: valueOf("redis") };
}

/** CPU seconds per delivery. A process that is not there, as Redis with the queue on PostgreSQL, uses none. */
function cpuOf(section: Section | undefined, label: string, role: keyof Cpu): number {
  if (section === undefined) return Number.NaN;
  const use = section.usage.find((each) => each.label === label && each.role === role);
  return (use?.cpuSecondsPer1000 ?? 0) / 1_000;
}

function cpuPoints(section: Section | undefined, role: keyof Cpu) {
  const labels = new Set(section?.usage.map(({ label }) => label));
  return [...labels].map((label) => ({ fanOut: fanOutOf(label), perDelivery: cpuOf(section, label, role) }));
}

function figurePoints(section: Section | undefined, figure: string) {
  const rows = section?.rows.filter((row) => row.figure === figure) ?? [];
  return rows.map(({ label, value }) => ({
    fanOut: fanOutOf(label),
    perDelivery: (value.median * MEGABYTE) / 1_000,
  }));
}

const fanOutOf = (label: string): number => Number(FAN_OUT.exec(label)?.[1]);

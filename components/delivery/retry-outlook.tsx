import { Countdown } from "@/components/values/countdown";
import { Time } from "@/components/values/time";
import type { DeliveryDetail } from "@/lib/deliveries/schemas";

/** Whether and when it is tried again, in a sentence. */
export function RetryOutlook({ delivery }: { delivery: DeliveryDetail }) {
  const { planned, schedule, status, completedAt, body } = delivery;
  const total = schedule.delaysMs.length + 1;
  const manual = planned.find(({ trigger }) => trigger === "manual");
  const scheduled = planned.find(({ trigger }) => trigger === "schedule");
  if (planned.some(({ isSending }) => isSending)) return <p>An attempt is on the wire right now.</p>;
  if (status === "held") return <p>It waits until deliveries are resumed, and is then sent.</p>;
  if (manual !== undefined) return <p>A resend goes out in a moment.</p>;
  if (scheduled !== undefined)
    return (
      <p>
        {schedule.made === 0 ? "It is sent" : `Attempt ${schedule.made + 1} of ${total} is made`} in{" "}
        <Countdown to={scheduled.plannedFor} className="font-medium" />, at <Time iso={scheduled.plannedFor} />.
      </p>
    );
  if (status === "delivered") return <p>Nothing: it was delivered.</p>;
  if (status === "cancelled") return <p>Nothing, unless somebody resends it.</p>;
  const why =
    schedule.made >= total
      ? `All ${total} scheduled attempts are used up.`
      : completedAt === null
        ? "No attempt is planned."
        : "It is not tried again by itself.";
  return <p>{body === null ? why : `${why} Resend it once the cause is mended.`}</p>;
}

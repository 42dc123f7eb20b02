import { DeliverySkeleton } from "@/components/delivery/delivery-skeleton";

export default function DeliveryLoading() {
  return <DeliverySkeleton />;
}

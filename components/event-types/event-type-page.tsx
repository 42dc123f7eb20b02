"use client";

import { useQuery } from "@tanstack/react-query";
import { Pencil, Send, Trash2 } from "lucide-react";
import Link from "next/link";
import { parseAsBoolean, useQueryState } from "nuqs";
import { type ReactNode, useState } from "react";
import { PageHeading } from "@/components/layout/page-heading";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button, buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { catalogueQuery, eventTypeQuery } from "@/lib/client/event-types";
import type { EventType } from "@/lib/event-types/schemas";
import { DeleteEventType } from "./delete-event-type";
import { EditEventType } from "./edit-event-type";
import { TypeContract } from "./full-type";
import { type OperationalType, WHY_OPERATIONAL, WHY_OWN } from "./own-types";
import { Subscribers } from "./subscribers";
import { TestType } from "./test-type";
import { TypeTree } from "./type-tree";
import { TypeVolume } from "./type-volume";

/** A type of the workspace's catalogue: what it means, who gets it, how often it is sent. */
export function EventTypePage({ name, operational }: { name: string; operational: readonly OperationalType[] }) {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(eventTypeQuery(slug, name));
  return (
    <WithTree name={name} operational={operational}>
      {error !== null && <ProblemCard error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton className="h-96" />}
      {data !== undefined && <CatalogueType type={data} />}
    </WithTree>
  );
}

/** A type that only Posthorn sends: to be read, and subscribed to. */
export function OperationalTypePage({
  type,
  operational,
}: {
  type: OperationalType;
  operational: readonly OperationalType[];
}) {
  return (
    <WithTree name={type.name} operational={operational}>
      <Heading name={type.name} description={type.description} />
      <Alert tone="info" title="Read only">
        {WHY_OPERATIONAL}
      </Alert>
      <TypeVolume name={type.name} />
      <Contract type={type} />
      <Subscribers name={type.name} />
      <TestType name={type.name} />
    </WithTree>
  );
}

function CatalogueType({ type }: { type: EventType }) {
  const { may, why } = useWorkspace();
  const [isEditing, setEditing] = useQueryState(
    "edit",
    parseAsBoolean.withDefault(false).withOptions({ history: "push" }),
  );
  const [isDeleting, setDeleting] = useState(false);
  const mayWrite = may("event-types:write");
  return (
    <>
      <Heading
        name={type.name}
        description={type.description}
        actions={
          mayWrite && !isEditing ? (
            <>
              <Button variant="secondary" onClick={() => void setEditing(true)}>
                <Pencil aria-hidden className="size-4" />
                Edit
              </Button>
              {!type.own && (
                <Button variant="danger" onClick={() => setDeleting(true)}>
                  <Trash2 aria-hidden className="size-4" />
                  Delete
                </Button>
              )}
              <SendLink name={type.name} />
            </>
          ) : undefined
        }
      />
      {!mayWrite && <p className="-mt-4 text-[0.8125rem] text-muted">{why("event-types:write")}</p>}
      {type.own && (
        <Alert tone="info" title="Posthorn’s own">
          {WHY_OWN}
        </Alert>
      )}
      {isEditing && mayWrite ? (
        <EditEventType type={type} onDone={() => void setEditing(null)} />
      ) : (
        <>
          <TypeVolume name={type.name} />
          <Contract type={type} />
          <Subscribers name={type.name} />
          <TestType name={type.name} />
        </>
      )}
      {isDeleting && <DeleteEventType name={type.name} onClose={() => setDeleting(false)} />}
    </>
  );
}

function SendLink({ name }: { name: string }) {
  const links = useLinks();
  const { may } = useWorkspace();
  if (!may("events:write")) return null;
  return (
    <Link href={links.newEvent({ type: name })} className={buttonClass()}>
      <Send aria-hidden className="size-4" />
      Send an event
    </Link>
  );
}

function Heading({ name, description, actions }: { name: string; description: string | null; actions?: ReactNode }) {
  const links = useLinks();
  return (
    <PageHeading title={name} breadcrumb={[{ label: "Event types", href: links.eventTypes }]} actions={actions}>
      {description !== null && <p dir="auto">{description}</p>}
    </PageHeading>
  );
}

function Contract({ type }: { type: Pick<EventType, "name" | "example"> & { schema: object | null } }) {
  return (
    <Card title="Data" description="What its receivers find in data.">
      <TypeContract name={type.name} schema={type.schema} example={type.example} />
    </Card>
  );
}

function WithTree({
  name,
  operational,
  children,
}: {
  name: string;
  operational: readonly OperationalType[];
  children: ReactNode;
}) {
  const { slug } = useWorkspace();
  const { data } = useQuery(catalogueQuery(slug));
  return (
    <div className="grid min-w-0 items-start gap-6 lg:grid-cols-[15rem_minmax(0,1fr)] print:block">
      <TypeTree types={[...(data?.types ?? []), ...operational]} current={name} />
      <div className="flex min-w-0 flex-col gap-6">{children}</div>
    </div>
  );
}

import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { quickStartCalls } from "@/lib/client/quick-start-calls";

/** The calls of the quick start with this instance's own address, ready to be pasted into a shell. */
export function QuickStart({ origin, webhookId }: { origin: string; webhookId: string | undefined }) {
  return (
    <div id="quick-start">
      <Card title="Quick start" description="Paste these into a shell. Put a key from above in place of YOUR_API_KEY.">
        <ol className="grid gap-6 lg:grid-cols-2">
          {quickStartCalls(origin, webhookId).map(({ title, why, command }, index) => (
            <li key={title} className="flex min-w-0 flex-col gap-2">
              <h3 className="font-medium">
                {index + 1}. {title}
              </h3>
              <p className="text-muted">{why}</p>
              <CodeBlock label={title} code={command} />
            </li>
          ))}
        </ol>
      </Card>
    </div>
  );
}

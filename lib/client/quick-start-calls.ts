export type QuickStartCall = { title: string; why: string; command: string };

/**
 * @param webhookId the workspace's newest webhook, so that the later calls can be pasted as they stand.
 * @param url what the new endpoint points at.
 * @returns the calls of the quick start, as commands for a shell.
 */
export function quickStartCalls(
  origin: string,
  webhookId = "{webhook_id}",
  url = "https://webhook.site/your-unique-id",
): QuickStartCall[] {
  const post = (path: string, body: object) =>
    [
      `curl -X POST ${origin}${path} \\`,
      `  -H "Authorization: Bearer YOUR_API_KEY" \\`,
      `  -H "Content-Type: application/json" \\`,
      `  -d '${JSON.stringify(body, null, 2).replaceAll("\n", "\n  ")}'`,
    ].join("\n");
  const key = `  -H "Authorization: Bearer YOUR_API_KEY"`;
  return [
    {
      title: "Create an endpoint",
      why: "The answer holds its id and the secret its deliveries are signed with.",
      command: post("/api/webhooks", {
        name: "Test Webhook",
        url,
        events: ["project.created", "session.started"],
        description: "Testing webhook delivery",
      }),
    },
    {
      title: "Send a test",
      why: "An example of its first event type goes to this endpoint alone.",
      command: `curl -X POST ${origin}/api/webhooks/${webhookId}/test \\\n${key}`,
    },
    {
      title: "Trigger a real event",
      why: "Creating a project sends project.created to every endpoint that asked for it.",
      command: post("/api/projects", { name: "Test Project", description: "This will trigger a webhook" }),
    },
    {
      title: "See what became of it",
      why: "Each delivery with its status, its attempts and the reason when one failed.",
      command: `curl ${origin}/api/webhooks/${webhookId}/deliveries \\\n${key}`,
    },
  ];
}

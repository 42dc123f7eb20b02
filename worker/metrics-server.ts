import { createServer } from "node:http";
import { registry } from "@/lib/platform/metrics";

/**
 * Shows this worker's numbers to Prometheus (`/metrics`) and to a supervisor (`/healthz`), on loopback only: they are
 * nobody else's business, and ask for no password.
 */
export async function startMetricsServer(port: number): Promise<{ close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.url === "/healthz") return void response.end("ok\n");
    if (request.url !== "/metrics") return void response.writeHead(404).end();
    void registry.metrics().then((text) => response.writeHead(200, { "Content-Type": registry.contentType }).end(text));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

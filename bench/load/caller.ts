import { type Dispatcher, Pool } from "undici";
import { CALLERS } from "./hammer";

export type Answer = { status: number; body: unknown };

/** A customer's program that calls one or several web processes in turn. */
export type Caller = {
  /** Calls the API with a key that may do everything. */
  call(method: "GET" | "POST" | "DELETE", path: string, body?: string | object): Promise<Answer>;
  request(options: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData>;
  close(): Promise<void>;
};

/** @returns a caller that has opened nothing yet; its connections are shared out among the web processes. */
export function openCaller(urls: readonly string[], authorization: string): Caller {
  const connections = Math.ceil(CALLERS / urls.length);
  const pools = urls.map((url) => new Pool(url, { connections, pipelining: 1 }));
  let calls = 0;
  const request: Caller["request"] = (options) => {
    const pool = pools[(calls += 1) % pools.length];
    if (pool === undefined) throw new Error("There is no web process to call.");
    return pool.request(options);
  };
  return {
    request,
    async call(method, path, body) {
      const response = await request({
        method,
        path,
        headers: { authorization, ...(body === undefined ? {} : { "content-type": "application/json" }) },
        body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
      });
      const text = await response.body.text();
      return { status: response.statusCode, body: text === "" ? undefined : JSON.parse(text) };
    },
    close: async () => void (await Promise.all(pools.map((pool) => pool.close()))),
  };
}

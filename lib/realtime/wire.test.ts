import fc from "fast-check";
import { expect, test } from "vitest";
import { type Parcel, packParcels, unpackParcels } from "./wire";

const parcels = fc.array(
  fc.record({
    workspaceId: fc.string(),
    message: fc.record({
      type: fc.constant("webhook.updated" as const),
      webhookId: fc.string({ unit: "grapheme", maxLength: 300 }),
    }),
  }),
);

test("what is packed fits its limit and comes out as it went in, in order", () => {
  fc.assert(
    fc.property(parcels, fc.integer({ min: 4_000, max: 8_000 }), (sent, bytesMax) => {
      const payloads = packParcels(sent, bytesMax);
      for (const payload of payloads) expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(bytesMax);
      expect(payloads.flatMap((payload) => unpackParcels(payload))).toEqual(sent);
    }),
  );
});

test("a small burst goes in one payload, nothing in none", () => {
  const parcel: Parcel = { workspaceId: "ws_1", message: { type: "webhook.updated", webhookId: "wh_1" } };
  expect(
    packParcels(
      Array.from({ length: 50 }, () => parcel),
      7_900,
    ),
  ).toHaveLength(1);
  expect(packParcels([], 7_900)).toEqual([]);
});

test("what this version does not know is left out, and the rest heard", () => {
  const known = { workspaceId: "ws_1", message: { type: "webhook.updated", webhookId: "wh_1" } };
  const unknown = { workspaceId: "ws_1", message: { type: "moon.landed" } };
  expect(unpackParcels(JSON.stringify([unknown, known, 7]))).toEqual([known]);
  for (const payload of ["", "{", "1", "{}"]) expect(unpackParcels(payload)).toEqual([]);
});

test("what nobody listens to is not unpacked", () => {
  const parcels = ["ws_1", "ws_2"].map((workspaceId) => ({
    workspaceId,
    message: { type: "webhook.updated", webhookId: "wh_1" },
  }));
  const heard = unpackParcels(JSON.stringify(parcels), ({ workspaceId }) => workspaceId === "ws_2");
  expect(heard).toEqual([parcels[1]]);
});

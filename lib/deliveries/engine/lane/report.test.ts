import { describe, expect, it } from "vitest";
import { EMPTY_REPORT } from "./lane-state";
import { ReportBook } from "./report";

const answer = (ok: boolean) => ({ ok, isProbe: false, restMs: 0 });
const bookOf = (answers: readonly boolean[]) => {
  const book = new ReportBook();
  for (const ok of answers) book.add(answer(ok));
  return book;
};

describe("a worker's report about an endpoint", () => {
  it("counts the failures since the last success", () => {
    expect(bookOf([false, true, false, false]).take()).toMatchObject({ successes: 1, failures: 3, failuresAtEnd: 2 });
  });

  it("calls an endpoint mostly failing when half of the latest twenty failed, and not before there are twenty", () => {
    const alternating = Array.from({ length: 19 }, (_, index) => index % 2 === 0);
    expect(bookOf(alternating).take().mostlyFailing).toBe(false);
    expect(bookOf([...alternating, false]).take().mostlyFailing).toBe(true);
  });

  it("opens the breaker after ten failures in a row, handed in or not, until the breaker has opened", () => {
    const failures = Array.from({ length: 9 }, () => false);
    const book = bookOf([true, ...failures]);
    expect(book.opensBreaker).toBe(false);
    book.take();
    book.add(answer(false));
    expect(book.opensBreaker).toBe(true);
    book.forgetLatest();
    expect(book.opensBreaker).toBe(false);
    expect(bookOf([...failures, false, true]).opensBreaker).toBe(false);
  });

  it("is handed in once, and kept when it could not be handed in", () => {
    const book = bookOf([false]);
    const report = book.take();
    expect(book.take()).toBe(EMPTY_REPORT);
    book.add(answer(false));
    book.restore(report);
    expect(book.take()).toMatchObject({ failures: 2, failuresAtEnd: 2 });
  });

  it("tells how the probe ended", () => {
    const book = new ReportBook();
    book.add({ ok: true, isProbe: true, restMs: 0 });
    expect(book.take().probe).toBe("ok");
  });
});

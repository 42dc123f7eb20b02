import { describe, expect, it } from "vitest";
import { arrayLiteral } from "./array-literal";

describe("an array as PostgreSQL reads it", () => {
  it("keeps texts whole, whatever is in them", () => {
    expect(arrayLiteral(['say "hi"', "back\\slash", "a,b{c}", "NULL", ""])).toBe(
      '{"say \\"hi\\"","back\\\\slash","a,b{c}","NULL",""}',
    );
  });

  it("tells nothing from empty, and takes numbers, truth values and bytes", () => {
    expect(arrayLiteral([null, 1.5, true, Buffer.from([0, 255])])).toBe('{NULL,1.5,true,"\\\\x00ff"}');
    expect(arrayLiteral([])).toBe("{}");
  });
});

import { CSHARP } from "./csharp";
import { EXPRESS } from "./express";
import { FLASK } from "./flask";
import { GO } from "./go";
import { JAVA } from "./java";
import { NEXT } from "./next";
import { NODE } from "./node";
import { PHP } from "./php";
import { RUBY } from "./ruby";
import { RUST } from "./rust";
import type { VerificationSample } from "./sample";
import { SHELL } from "./shell";

export type { SampleLanguage, VerificationSample } from "./sample";

/** A whole receiver for each language, all to one pattern; the tests run those whose language is at hand. */
export const VERIFICATION_SAMPLES: readonly VerificationSample[] = [
  NODE,
  EXPRESS,
  NEXT,
  FLASK,
  GO,
  RUBY,
  PHP,
  JAVA,
  CSHARP,
  RUST,
  SHELL,
];
